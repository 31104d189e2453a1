//! The program as its users have it: built fresh, run in a process of its own.

use std::{
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};

use crate::workspace;

/// The `servanda` binary of the same build profile as this program, with an archive to work on.
pub struct Servanda {
    program: PathBuf,
    archive: PathBuf,
}

impl Servanda {
    /// Builds the binary and points it at `archive`.
    pub fn build(archive: PathBuf) -> anyhow::Result<Self> {
        let here = env::current_exe()?;
        let folder = here.parent().context("a program lies in a folder")?;
        let mut build = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        build.args(["build", "--quiet", "--package", "servanda-cli"]).current_dir(workspace());
        // The folder of a profile is `<target>/<profile>`.
        build.arg("--target-dir").arg(folder.parent().unwrap_or(folder));
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        ensure!(build.status()?.success(), "servanda-cli does not build");
        let program = folder.join(format!("servanda{}", env::consts::EXE_SUFFIX));
        Ok(Self { program, archive })
    }

    /// The same binary with another archive.
    pub fn with_archive(&self, archive: PathBuf) -> Self {
        Self { program: self.program.clone(), archive }
    }

    /// Reads documents into the archive.
    pub fn read(&self, path: &Path) -> anyhow::Result<()> {
        self.output(&["read".as_ref(), path.as_os_str()]).map(drop)
    }

    /// Writes an export (`findings` or `json`) to `path`.
    pub fn export(&self, format: &str, path: &Path) -> anyhow::Result<()> {
        let export = self.output(&["export".as_ref(), "--format".as_ref(), format.as_ref()])?;
        fs::write(path, export).with_context(|| path.display().to_string())
    }

    /// Reads documents into the archive and measures it.
    pub fn read_measured(&self, path: &Path) -> anyhow::Result<Measured> {
        self.measured(&["read".as_ref(), path.as_os_str()])
    }

    /// Runs a command, for its time alone.
    pub fn asked(&self, arguments: &[String]) -> anyhow::Result<()> {
        let arguments: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
        self.output(&arguments).map(drop)
    }

    /// Runs a command and measures it.
    pub fn measured(&self, arguments: &[impl AsRef<OsStr>]) -> anyhow::Result<Measured> {
        let started = Instant::now();
        let mut child = self.command().args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut peak_kib = None;
        let status = loop {
            peak_kib = peak_memory(child.id()).max(peak_kib);
            if let Some(status) = child.try_wait()? {
                break status;
            }
            thread::sleep(Duration::from_millis(5));
        };
        ensure!(status.success(), "servanda ended with {status}");
        Ok(Measured { seconds: started.elapsed().as_secs_f64(), peak_kib })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--archive").arg(&self.archive);
        command
    }

    fn output(&self, arguments: &[&OsStr]) -> anyhow::Result<Vec<u8>> {
        let output = self.command().args(arguments).output().with_context(|| self.program.display().to_string())?;
        if !output.status.success() {
            bail!("servanda {arguments:?} ended with {}:\n{}", output.status, String::from_utf8_lossy(&output.stderr));
        }
        Ok(output.stdout)
    }
}

/// What a run took.
pub struct Measured {
    /// Wall clock, seconds.
    pub seconds: f64,
    /// Most resident memory, KiB; `None` where the system does not tell.
    pub peak_kib: Option<u64>,
}

impl Measured {
    /// The peak memory in words.
    pub fn memory(&self) -> String {
        self.peak_kib.map_or("peak memory not measured on this system".to_owned(), |kib| {
            format!("peak memory {} MiB", kib / 1024)
        })
    }
}

/// The peak so far of a running process, as Linux tells it.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    peak.trim().strip_suffix(" kB")?.trim().parse().ok()
}
