//! CoNLL-U with our columns: in the lines of a file that was read, or of a text whose tokens are ours.

use servanda_language::{AnnotatedText, Sentence, Upos};
use servanda_model::Span;

use super::{
    COLUMNS, File, Line, NONE,
    chains::{self, Numbers},
    newdoc,
};
use crate::{Layer, Text, lines::Style};

/// The columns between FORM and MISC.
type Syntax = [String; COLUMNS - 3];

impl File {
    /// The lines of texts whose tokens are ours, without what we say of them.
    pub fn of(texts: &[Text], annotated: &[AnnotatedText]) -> Self {
        let mut lines = Vec::new();
        for (text, annotated) in texts.iter().zip(annotated) {
            lines.push(Line::Kept(format!("# newdoc id = {}", text.id)));
            for number in 0..annotated.sentences.len() {
                sentence_lines(&mut lines, text, annotated, number);
            }
        }
        Self { style: Style::default(), lines }
    }

    /// The file with our columns.
    pub fn write(&self, annotated: &[AnnotatedText], layer: Layer) -> String {
        let (has_syntax, has_chains) = (layer.includes(Layer::Syntax), layer.includes(Layer::Chains));
        let mut numbers = Numbers::default();
        // Made text by text when they are asked for, and only then.
        let mut syntax = annotated.iter().flat_map(syntax);
        let mut brackets = annotated.iter().flat_map(|text| numbers.brackets(text));
        let mut out = self.style.begin();
        if has_chains && !self.lines.iter().any(Line::is_newdoc) {
            self.style.push(&mut out, chains::HEADER);
        }
        for line in &self.lines {
            match line {
                Line::Kept(line) if has_chains && chains::is_header(line) => {}
                Line::Kept(kept) => {
                    self.style.push(&mut out, kept);
                    if has_chains && line.is_newdoc() {
                        self.style.push(&mut out, chains::HEADER);
                    }
                }
                Line::Word(columns) => {
                    let [id, form, theirs @ .., misc] = &**columns;
                    let ours = if has_syntax { syntax.next() } else { None };
                    let between = ours.map_or_else(|| theirs.join("\t"), |ours| in_case_of(form, ours).join("\t"));
                    let ours = if has_chains { brackets.next() } else { None };
                    let misc = ours.map_or_else(|| misc.clone(), |ours| ours.put_into(misc));
                    self.style.push(&mut out, &format!("{id}\t{form}\t{between}\t{misc}"));
                }
            }
        }
        out
    }
}

impl Line {
    fn is_newdoc(&self) -> bool {
        matches!(self, Self::Kept(line) if newdoc(line).is_some())
    }
}

/// The base form of a name with the capitals of the name ("States", "state" → "State").
fn in_case_of(form: &str, mut syntax: Syntax) -> Syntax {
    let [lemma, upos, ..] = &mut syntax;
    if upos == Upos::Propn.as_str() {
        let mut chars = form.chars().map(Some).chain(std::iter::repeat(None));
        let cased = |c: char| chars.next().flatten().filter(|f| f.to_lowercase().eq([c])).unwrap_or(c);
        *lemma = lemma.chars().map(cased).collect();
    }
    syntax
}

/// The lines of a sentence, which follows others of the same text.
fn sentence_lines(lines: &mut Vec<Line>, text: &Text, annotated: &AnnotatedText, number: usize) {
    let sentence = &annotated.sentences[number];
    let before = number.checked_sub(1).map(|last| annotated.sentences[last].span.end);
    let gap = Span { start: before.unwrap_or(0), end: sentence.span.start }.of(&text.text);
    if before.is_none() || gap.matches('\n').count() > 1 {
        lines.push(Line::Kept("# newpar".to_owned()));
    }
    let tokens = annotated.tokens.get(sentence.first..sentence.end).unwrap_or_default();
    let mut words = String::new();
    let mut rows = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let form = token.text(&text.text).replace(char::is_whitespace, " ");
        let next = annotated.tokens.get(sentence.first + at + 1);
        let is_joined = next.is_some_and(|next| next.span.start == token.span.end);
        words.push_str(&form);
        if !is_joined && at + 1 < tokens.len() {
            words.push(' ');
        }
        let misc = if is_joined { "SpaceAfter=No" } else { NONE };
        let id = (at + 1).to_string();
        let mut row = [NONE; COLUMNS];
        (row[0], row[1], row[COLUMNS - 1]) = (&id, &form, misc);
        rows.push(Line::Word(Box::new(row.map(str::to_owned))));
    }
    lines.push(Line::Kept(format!("# sent_id = {}-{}", text.id, number + 1)));
    lines.push(Line::Kept(format!("# text = {words}")));
    lines.append(&mut rows);
    lines.push(Line::Kept(String::new()));
}

/// What we say of each token.
fn syntax(annotated: &AnnotatedText) -> Vec<Syntax> {
    let of_sentence = |sentence: &Sentence| {
        let first = sentence.first;
        annotated.tokens_of(sentence).iter().map(move |token| {
            let head = token.head.and_then(|head| head.checked_sub(first)).map_or(0, |head| head + 1);
            let lemma = token.lemma.replace(char::is_whitespace, " ");
            [
                if lemma.is_empty() { NONE.to_owned() } else { lemma },
                token.upos.as_str().to_owned(),
                token.xpos.as_str().to_owned(),
                NONE.to_owned(),
                head.to_string(),
                token.relation.as_str().to_owned(),
                NONE.to_owned(),
            ]
        })
    };
    annotated.sentences.iter().flat_map(of_sentence).collect()
}
