//! Reading the tables of `data/`: tab-separated rows under one header line; `#` begins a remark.

/// The rows of a table, without its header, remarks and empty lines.
pub fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').map(str::trim).collect())
}
