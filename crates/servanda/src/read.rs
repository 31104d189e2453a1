//! Reading batches: fetch, read at once on all cores, commit in order, one transaction a chunk.
//!
//! A crash leaves the chunks that were committed and nothing of the others; reading the same again goes on from there.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rayon::prelude::*;
use servanda_archive::{Committed, ReadDocument};
use servanda_model::{CopyPair, DocId, FindingKind, Receipt};

use crate::{
    DocumentOutcome, Error, Failure, Input, Progress, READER, ReadSummary, RereadSummary, Servanda,
    inputs::{self, Source},
    reader, reader_version,
};

/// Documents a transaction: many enough to keep all cores busy, few enough to lose little in a crash.
const CHUNK: usize = 64;

/// How many documents are named that a new one is a copy of.
const NAMED_COPIES: usize = 3;

/// One text of a chunk on its way.
struct Fetched<'s> {
    name: &'s str,
    id: DocId,
    bytes: Vec<u8>,
}

impl Servanda {
    /// Reads texts into the archive. What is known already, read by the current reader, is not read again; what fails
    /// fails alone. `progress` is told after each chunk.
    pub fn read(&mut self, inputs: &[Input], progress: &dyn Fn(Progress)) -> Result<ReadSummary, Error> {
        let collected = inputs::collect(inputs);
        let mut summary =
            ReadSummary { failed: collected.failed, skipped: collected.skipped, ..ReadSummary::default() };
        // One time for the batch: the order within it must not show.
        let received = Timestamp::now();
        let total = collected.sources.len();
        for (at, chunk) in collected.sources.chunks(CHUNK).enumerate() {
            progress(Progress { done: at * CHUNK, total });
            self.read_chunk(chunk, received, &mut summary)?;
        }
        progress(Progress { done: total, total });
        self.name_copies(&mut summary)?;
        Ok(summary)
    }

    fn read_chunk(&mut self, chunk: &[Source], received: Timestamp, summary: &mut ReadSummary) -> Result<(), Error> {
        let fetched: Vec<Result<Fetched, Failure>> = chunk
            .par_iter()
            .map(|source| match source.fetch() {
                Ok(bytes) => Ok(Fetched { name: &source.name, id: DocId::of_bytes(&bytes), bytes }),
                Err(reason) => Err(Failure::new(&source.name, reason)),
            })
            .collect();
        let mut unread = Vec::new();
        for text in fetched {
            match text {
                Err(failure) => summary.failed.push(failure),
                Ok(text) if self.archive.contains(&text.id)? => self.receive_again(&text, received, summary)?,
                Ok(text) => unread.push(text),
            }
        }
        let world = self.world;
        let reader = reader_version();
        let prepared: Vec<Result<ReadDocument, Failure>> = unread
            .into_par_iter()
            .map(|Fetched { name, bytes, .. }| {
                let (document, reading) =
                    reader::read_bytes(&bytes, name, world).map_err(|reason| Failure::new(name, reason))?;
                let receipt = Receipt { name: name.to_owned(), url: None, received };
                Ok(ReadDocument { document, bytes, receipt, reading, reader: reader.clone() })
            })
            .collect();
        let mut batch = Vec::new();
        for document in prepared {
            match document {
                Ok(document) => batch.push(document),
                Err(failure) => summary.failed.push(failure),
            }
        }
        let committed = self.archive.commit_many(&batch)?;
        summary.documents.extend(batch.iter().zip(committed).map(|(read, committed)| outcome(read, committed)));
        Ok(())
    }

    /// A known text: its receipt is stored, and it is read again where another reader read it last.
    fn receive_again(&mut self, text: &Fetched, received: Timestamp, summary: &mut ReadSummary) -> Result<(), Error> {
        let receipt = Receipt { name: text.name.to_owned(), url: None, received };
        self.archive.receive_again(&text.id, &receipt)?;
        if self.archive.needs_reading(&text.id, &reader_version())?
            && let Err(reason) = self.reread_one(&text.id, &mut RereadSummary::default())?
        {
            summary.failed.push(Failure::new(text.name, reason));
            return Ok(());
        }
        summary.documents.push(DocumentOutcome {
            name: text.name.to_owned(),
            id: text.id.clone(),
            is_new: false,
            found: BTreeMap::new(),
            copy_of: Vec::new(),
            copies: 0,
            unread_language: None,
            warnings: Vec::new(),
        });
        Ok(())
    }

    /// Says of each new document whose full copy it is.
    fn name_copies(&self, summary: &mut ReadSummary) -> Result<(), Error> {
        if summary.new_documents() == 0 {
            return Ok(());
        }
        let copies = self.archive.copies()?;
        let families = Families::of(&copies);
        for document in summary.documents.iter_mut().filter(|d| d.is_new) {
            let others = families.kin(&document.id).iter().filter(|other| ***other != document.id);
            document.copies = others.clone().count();
            let named = others.take(NAMED_COPIES).map(|other| self.archive.name(other));
            document.copy_of = named.collect::<Result<_, _>>()?;
            document.copy_of.sort();
        }
        Ok(())
    }

    /// Reads all documents again with this version's reader; ids that go lead to what took their place, or say so.
    pub fn reread(&mut self, progress: &dyn Fn(Progress)) -> Result<RereadSummary, Error> {
        let mut summary = RereadSummary { reader: READER.to_owned(), ..RereadSummary::default() };
        let documents = self.archive.documents()?;
        for (done, id) in documents.iter().enumerate() {
            progress(Progress { done, total: documents.len() });
            match self.reread_one(id, &mut summary)? {
                Ok(()) => summary.documents += 1,
                Err(reason) => summary.failed.push(Failure::new(self.archive.name(id)?, reason)),
            }
        }
        progress(Progress { done: documents.len(), total: documents.len() });
        Ok(summary)
    }

    fn reread_one(&mut self, id: &DocId, summary: &mut RereadSummary) -> Result<Result<(), String>, Error> {
        let document = self.archive.document(id)?;
        let reading = match reader::read_document(&document, self.world) {
            Ok(reading) => reading,
            Err(reason) => return Ok(Err(reason)),
        };
        let done = self.archive.reread(id, &reading, &reader_version(), Timestamp::now())?;
        summary.kept += done.kept;
        summary.new += done.added;
        summary.gone += done.aliased + done.buried;
        Ok(Ok(()))
    }
}

fn outcome(read: &ReadDocument, committed: Committed) -> DocumentOutcome {
    let mut found: BTreeMap<FindingKind, usize> = BTreeMap::new();
    for finding in &read.reading.findings {
        *found.entry(finding.kind()).or_default() += 1;
    }
    DocumentOutcome {
        name: read.receipt.name.clone(),
        id: committed.doc,
        is_new: committed.outcome == servanda_archive::Outcome::New,
        found,
        copy_of: Vec::new(),
        copies: 0,
        unread_language: reader::unread_language(&read.document.clues).map(str::to_owned),
        warnings: read.document.clues.warnings.clone(),
    }
}

/// Which documents are full copies of one another, directly or through others.
struct Families<'p> {
    of: BTreeMap<&'p DocId, usize>,
    members: Vec<Vec<&'p DocId>>,
}

impl<'p> Families<'p> {
    fn of(pairs: &'p [CopyPair]) -> Self {
        let mut near: BTreeMap<&DocId, Vec<&DocId>> = BTreeMap::new();
        for pair in pairs.iter().filter(|pair| servanda_record::is_full_copy(pair)) {
            near.entry(&pair.a).or_default().push(&pair.b);
            near.entry(&pair.b).or_default().push(&pair.a);
        }
        let mut families = Self { of: BTreeMap::new(), members: Vec::new() };
        for &first in near.keys() {
            let mut family = Vec::new();
            let mut next = vec![first];
            while let Some(doc) = next.pop() {
                if families.of.contains_key(doc) {
                    continue;
                }
                families.of.insert(doc, families.members.len());
                family.push(doc);
                next.extend(near.get(doc).into_iter().flatten());
            }
            families.members.push(family);
        }
        families
    }

    /// A document's family, itself included.
    fn kin(&self, doc: &DocId) -> &[&'p DocId] {
        self.of.get(doc).and_then(|n| self.members.get(*n)).map(Vec::as_slice).unwrap_or_default()
    }
}
