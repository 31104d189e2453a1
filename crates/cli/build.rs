//! Lists the texts of `examples/open` for `demo`, so that the binary carries them.

use std::{env, fmt::Write as _, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let texts = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../examples/open/texts").canonicalize()?;
    println!("cargo::rerun-if-changed={}", texts.display());
    let mut files: Vec<PathBuf> = fs::read_dir(&texts)?.map(|e| Ok(e?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name = file.file_name().ok_or("a text without a name")?.to_string_lossy().into_owned();
        writeln!(code, "    ({name:?}, include_bytes!({:?}) as &[u8]),", file.display().to_string())?;
    }
    code.push_str("]\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("corpus.rs"), code)?;
    Ok(())
}
