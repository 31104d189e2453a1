//! Articles of one length, composed of the paragraphs of others: what speed is measured on.

use std::{fs, path::Path};

use anyhow::Context;

use crate::scorers::files_of;

/// Words of an article, about.
pub const WORDS: usize = 600;

/// The `.txt` files of folders as articles of about [`WORDS`] words, in order.
pub fn from_folders(folders: &[&Path]) -> anyhow::Result<Vec<String>> {
    let mut texts = Vec::new();
    for folder in folders {
        for name in files_of(folder, "txt")? {
            let path = folder.join(name);
            texts.push(fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        }
    }
    Ok(compose(texts.iter().flat_map(|text| text.lines()), WORDS))
}

/// How many words a text has: what stands between blanks.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Joins whole paragraphs, with an empty line between them, to articles as near to a number of words as they allow. What
/// is left at the end is no article.
fn compose<'t>(paragraphs: impl Iterator<Item = &'t str>, length: usize) -> Vec<String> {
    let mut articles = Vec::new();
    let (mut open, mut has): (Vec<&str>, usize) = (Vec::new(), 0);
    for paragraph in paragraphs.map(str::trim) {
        let more = words(paragraph);
        if !open.is_empty() && (has + more).abs_diff(length) >= has.abs_diff(length) && more > 0 {
            articles.push(open.join("\n\n"));
            (open, has) = (Vec::new(), 0);
        }
        if more > 0 {
            open.push(paragraph);
            has += more;
        }
    }
    articles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_stay_whole_and_lengths_come_near() {
        let paragraphs = ["a b c", "", "d e", "f", "g h i j k l m", "n o", "p"];
        assert_eq!(compose(paragraphs.into_iter(), 5), ["a b c\n\nd e", "f\n\ng h i j k l m"]);
    }
}
