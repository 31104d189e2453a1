//! The document collections to measure on, as plain texts with names. What each is: the READMEs beside the data.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
};

use anyhow::Context;
use servanda_intake::{IntakeError, read_document};
use servanda_model::Document;
use servanda_world::World;

use crate::workspace;

/// A document of a collection.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// File name, or the collection's own id.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Text {
    /// The document, as `intake` sees it.
    pub fn document(&self) -> Result<Document, IntakeError> {
        read_document(self.text.as_bytes(), &self.name, World::builtin())
    }
}

/// A collection of documents.
pub struct Corpus {
    /// Short name, a column of the tables.
    pub name: &'static str,
    /// Its documents, in order of name or of the source's rows.
    pub texts: Vec<Text>,
}

impl Corpus {
    /// Writes each document into a new folder, for the program to read.
    pub fn write(&self, folder: &Path) -> anyhow::Result<()> {
        fs::create_dir(folder)?;
        for text in &self.texts {
            fs::write(folder.join(&text.name), &text.text)?;
        }
        Ok(())
    }
}

/// The seed articles.
pub fn seeds(shared: &Path) -> anyhow::Result<Option<Corpus>> {
    folder("seeds", &shared.join("seeds"))
}

/// All sets of our own corpus.
pub fn own() -> anyhow::Result<Option<Corpus>> {
    let sets = ["open", "blind", "fresh", "fourth", "fifth", "sixth", "seventh"];
    let mut texts = Vec::new();
    for set in sets {
        let set = workspace().join("examples").join(set).join("texts");
        texts.extend(folder("own", &set)?.into_iter().flat_map(|corpus| corpus.texts));
    }
    Ok((!texts.is_empty()).then_some(Corpus { name: "own", texts }))
}

/// PolNeAR, training part: US political news.
pub fn polnear(shared: &Path) -> anyhow::Result<Option<Corpus>> {
    folder("polnear", &shared.join("data/polnear/train/text"))
}

/// The news documents of GUM, their text rebuilt from the sentences of the treebank.
pub fn gum_news(shared: &Path) -> anyhow::Result<Option<Corpus>> {
    let mut texts = Vec::new();
    for part in ["train", "dev", "test"] {
        let Some(conllu) = present(shared.join("data/ud-english-gum").join(part).with_extension("conllu")) else {
            return Ok(None);
        };
        let read = fs::read_to_string(&conllu).with_context(|| conllu.display().to_string())?;
        texts.extend(raw_texts(&read).into_iter().map(|raw| raw.text).filter(is_news));
    }
    Ok(Some(Corpus { name: "gum", texts }))
}

/// Whether a document of GUM is news.
pub fn is_news(text: &Text) -> bool {
    text.name.contains("_news_")
}

/// The articles on the Helsinki summit of 2018, with many reprints among them.
pub fn helsinki(shared: &Path) -> anyhow::Result<Option<Corpus>> {
    let Some(path) = present(shared.join("data/reprints-helsinki-2018/helsinki_articles.csv")) else {
        return Ok(None);
    };
    let rows = csv::Reader::from_path(&path)?.into_deserialize::<HelsinkiRow>().collect::<Result<Vec<_>, _>>();
    let rows = rows.with_context(|| path.display().to_string())?;
    let texts = rows.into_iter().map(|(id, publisher, _, text)| Text {
        // Some publishers are a part of a site.
        name: format!("{id:0>4}_{}.txt", publisher.replace('/', "_")),
        text: text.replace(" ### ", "\n\n"),
    });
    Ok(Some(Corpus { name: "helsinki", texts: texts.collect() }))
}

/// id, publisher, time of retrieval, text with `###` between paragraphs.
type HelsinkiRow = (String, String, String, String);

/// A folder of plain texts.
pub fn texts(name: &'static str, path: &Path) -> anyhow::Result<Option<Corpus>> {
    folder(name, path)
}

/// The `.txt` files of a folder in order of name; `None` (said so) where there is no such folder.
fn folder(name: &'static str, path: &Path) -> anyhow::Result<Option<Corpus>> {
    let Some(path) = present(path.to_owned()) else { return Ok(None) };
    let entries = fs::read_dir(&path).with_context(|| path.display().to_string())?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let texts = files.into_iter().map(|file| {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Text { name, text })
    });
    Ok(Some(Corpus { name, texts: texts.collect::<anyhow::Result<_>>()? }))
}

/// The path where something is there; otherwise says what is skipped.
pub fn present(path: PathBuf) -> Option<PathBuf> {
    if path.exists() {
        Some(path)
    } else {
        eprintln!("skipped: {} is not there", path.display());
        None
    }
}

/// A document of a treebank as the text that it once was.
#[derive(Debug, PartialEq, Eq)]
pub struct Raw {
    /// Sentences joined by a space and paragraphs by an empty line.
    pub text: Text,
    /// Where the treebank's sentences stand in it, in bytes.
    pub sentences: Vec<Range<usize>>,
}

/// The documents of a CoNLL-U file.
pub fn raw_texts(conllu: &str) -> Vec<Raw> {
    let mut documents: Vec<Raw> = Vec::new();
    let mut separator = "";
    for line in conllu.lines() {
        if let Some(name) = line.strip_prefix("# newdoc id = ") {
            let text = Text { name: name.to_owned(), text: String::new() };
            documents.push(Raw { text, sentences: Vec::new() });
            separator = "";
        } else if line.starts_with("# newpar") {
            separator = "\n\n";
        } else if let (Some(sentence), Some(raw)) = (line.strip_prefix("# text = "), documents.last_mut()) {
            let text = &mut raw.text.text;
            if !text.is_empty() {
                text.push_str(separator);
            }
            raw.sentences.push(text.len()..text.len() + sentence.len());
            text.push_str(sentence);
            separator = " ";
        }
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_treebank_gives_back_its_paragraphs() {
        let conllu = "# newdoc id = X_news_a\n# newpar = head (1 s)\n# text = Ferry talks resume\n1\tFerry\n\n\
                      # newpar = p (2 s)\n# text = Oslo said so.\n\n# text = Riga agreed.\n\n# newdoc id = X_news_b\n# text = Next.\n";
        let raw = raw_texts(conllu);
        assert_eq!(raw.len(), 2);
        assert_eq!(raw[0].text.text, "Ferry talks resume\n\nOslo said so. Riga agreed.");
        assert_eq!(raw[0].sentences, [0..18, 20..33, 34..46]);
        assert_eq!(raw[1].text, Text { name: "X_news_b".into(), text: "Next.".into() });
    }

    #[test]
    fn what_is_absent_is_none_and_no_error() {
        let nowhere = Path::new("no/such/folder");
        assert!(seeds(nowhere).unwrap().is_none());
        assert!(helsinki(nowhere).unwrap().is_none());
        assert!(gum_news(nowhere).unwrap().is_none());
    }
}
