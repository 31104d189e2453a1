//! How fast the encoder is on one thread, by the wall clock and (on Linux) in CPU time: `speed WEIGHTS [PIECES]`, for
//! every kernel that the CPU has.

use std::{env, fs, time::Instant};

use anyhow::{Context, Result};
use servanda_encoder::{Encoder, Kernel, Weights, Word};

/// Runs that are timed.
const RUNS: u32 = 40;

fn main() -> Result<()> {
    let path = env::args().nth(1).context("speed WEIGHTS [PIECES]")?;
    let pieces: usize = env::args().nth(2).map_or(Ok(200), |n| n.parse())?;
    let started = Instant::now();
    let bytes = fs::read(path)?;
    println!("read {} bytes in {:.1} ms", bytes.len(), started.elapsed().as_secs_f64() * 1e3);

    for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_available()) {
        let started = Instant::now();
        let weights = Weights::new(&bytes)?.with_kernel(kernel);
        let encoder = Encoder::new(&weights)?;
        let loaded = started.elapsed();
        let features = vec![0; weights.config().features.len()];
        let window = TEXT.split(' ').cycle().take(pieces).map(|word| Ok(encoder.word(word, &features)?));
        let mut window: Vec<Word> = window.collect::<Result<_>>()?;
        let size = |window: &[Word]| window.iter().map(|word| word.pieces.ids().len()).sum::<usize>();
        while size(&window) > pieces {
            window.pop();
        }
        // By the wall the fastest of the runs: what else the machine does can only make one slower. In CPU time their
        // mean: the system counts it in steps that are longer than a run.
        let mut best = f64::INFINITY;
        encoder.encode(&window)?;
        let cpu_before = cpu_seconds();
        for _ in 0..RUNS {
            let started = Instant::now();
            encoder.encode(&window)?;
            best = best.min(started.elapsed().as_secs_f64());
        }
        let cpu = cpu_before.zip(cpu_seconds()).map(|(before, after)| (after - before) / f64::from(RUNS));
        let rate = |seconds: f64| format!("{:.0} pieces/s", size(&window) as f64 / seconds);
        println!(
            "{kernel:?}: loaded in {:.1} ms; {} pieces in {:.2} ms, {}; in CPU time {}",
            loaded.as_secs_f64() * 1e3,
            size(&window),
            best * 1e3,
            rate(best),
            cpu.map_or_else(|| "not measured".to_owned(), rate)
        );
    }
    Ok(())
}

/// The CPU time of this thread, as Linux tells it.
fn cpu_seconds() -> Option<f64> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: u64 = told.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds as f64 / 1e9)
}

const TEXT: &str = "The foreign minister of Uruguay met his counterpart in Reykjavík on Tuesday , and both sides agreed to \
                    resume talks on fishing rights before the end of the year , the ministry said in a statement .";
