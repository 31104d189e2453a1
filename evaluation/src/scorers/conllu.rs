//! CoNLL-U as the scorers need it: words with their columns, by sentence and document.

use std::{fs, path::Path};

use anyhow::{Context, bail};

/// A document of a CoNLL-U file.
#[derive(Debug, Default)]
pub struct Document {
    /// Its `# newdoc id`; empty where the file names none.
    pub name: String,
    /// Its sentences in order.
    pub sentences: Vec<Vec<Node>>,
}

/// A word or an empty node. The lines of multiword tokens are left out: their words stand on lines of their own.
#[derive(Debug, PartialEq, Eq)]
pub struct Node {
    /// The number of a word in its sentence, from 1; `None` for an empty node (`8.1`).
    pub id: Option<usize>,
    /// FORM.
    pub form: String,
    /// LEMMA.
    pub lemma: String,
    /// UPOS.
    pub upos: String,
    /// XPOS.
    pub xpos: String,
    /// HEAD; 0 is the root. `None` where it is empty (`_`).
    pub head: Option<usize>,
    /// DEPREL.
    pub relation: String,
    /// MISC.
    pub misc: String,
}

impl Node {
    /// The value of a key of MISC.
    pub fn misc(&self, key: &str) -> Option<&str> {
        self.misc.split('|').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
    }
}

/// Reads a file; an error names it and the line.
pub fn read(path: &Path) -> anyhow::Result<Vec<Document>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    parse(&text).with_context(|| path.display().to_string())
}

/// The documents of a CoNLL-U text. What stands before the first `# newdoc` is a document, too.
pub fn parse(text: &str) -> anyhow::Result<Vec<Document>> {
    let mut documents: Vec<Document> = Vec::new();
    let mut sentence = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end_matches('\r');
        if let Some(rest) = line.strip_prefix("# newdoc") {
            let name = rest.split_once('=').map_or("", |(_, name)| name.trim());
            documents.push(Document { name: name.to_owned(), sentences: Vec::new() });
        } else if line.is_empty() {
            end_sentence(&mut documents, &mut sentence);
        } else if !line.starts_with('#') {
            sentence.extend(node(line).with_context(|| format!("line {}", number + 1))?);
        }
    }
    end_sentence(&mut documents, &mut sentence);
    Ok(documents)
}

fn end_sentence(documents: &mut Vec<Document>, sentence: &mut Vec<Node>) {
    if sentence.is_empty() {
        return;
    }
    if documents.is_empty() {
        documents.push(Document::default());
    }
    if let Some(document) = documents.last_mut() {
        document.sentences.push(std::mem::take(sentence));
    }
}

/// The node of a line; `None` for a multiword token.
fn node(line: &str) -> anyhow::Result<Option<Node>> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, lemma, upos, xpos, _, head, relation, _, misc] = columns.as_slice() else {
        bail!("{} columns in place of ten", columns.len());
    };
    if id.contains('-') {
        return Ok(None);
    }
    let id = if id.contains('.') { None } else { Some(id.parse().with_context(|| format!("id {id:?}"))?) };
    let head = if head == "_" { None } else { Some(head.parse().with_context(|| format!("head {head:?}"))?) };
    let [form, lemma, upos, xpos, relation, misc] = [form, lemma, upos, xpos, relation, misc].map(str::to_owned);
    Ok(Some(Node { id, form, lemma, upos, xpos, head, relation, misc }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# newdoc id = a\n# text = Oslo's\n1-2\tOslo's\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tOslo\tOslo\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-place)|SpaceAfter=No\n2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\t_\n\
        2.1\tport\tport\tNOUN\tNN\t_\t_\t_\t_\t_\n\n# newdoc id = b\n1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_\n";

    #[test]
    fn words_empty_nodes_and_documents_are_told_apart() {
        let documents = parse(TEXT).unwrap();
        assert_eq!(documents.iter().map(|d| d.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        let first = &documents[0].sentences[0];
        assert_eq!(first.iter().map(|n| n.id).collect::<Vec<_>>(), [Some(1), Some(2), None]);
        assert_eq!(first[0].misc("Entity"), Some("(1-place)"));
        assert_eq!((first[1].head, first[2].head), (Some(1), None));
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = parse("1\tOslo\n").unwrap_err();
        assert_eq!(format!("{error:#}"), "line 1: 2 columns in place of ten");
    }
}
