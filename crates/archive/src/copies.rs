//! Documents that share much of their text: found by an index of shingles, measured on the whole sketches.
//!
//! Full copies make families. Of a family's pairs only those are kept that hold it together, and of the pairs
//! between two families the first of each kind, so that many copies of one text cost little. Which pairs are kept
//! depends on the documents alone, never on the order in which they came: the pairs of a family are the minimum
//! spanning forest of its full copies in the order of their ids, which stays what it is when a document's pairs are
//! merged into it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};
use servanda_model::{CopyPair, DocId, Kinship, Sketch};

use crate::values::{doc_id, sketch_shingles};
use crate::{Archive, ArchiveError};

/// A document with at most so many shingles is indexed whole, so that two of them are always found.
const INDEXED_WHOLE: usize = 512;
/// Of a longer one the shingles divisible by this are indexed.
const SAMPLED: u32 = 4;
/// A pair counts where one holds at least this share of the other's shingles, in thousandths.
const KEPT: u32 = 500;
/// A sampled pair is measured where the sample promises this part of what is needed (1 in so many).
const BENEFIT_OF_DOUBT: u32 = 4;
/// A document whose shingles stand in another to this share, in thousandths, is indexed by the others alone.
const BASED: u32 = 800;

impl Archive {
    /// The pairs that join full copies into families, and the first pair of each kind between two families; in
    /// order of their ids.
    pub fn copies(&self) -> Result<Vec<CopyPair>, ArchiveError> {
        pairs(&self.connection, "1", [])
    }
}

/// The kept pairs that a document is part of.
pub(crate) fn of_document(connection: &Connection, key: i64) -> Result<Vec<CopyPair>, ArchiveError> {
    pairs(connection, "copies.a = ?1 OR copies.b = ?1", [key])
}

fn pairs(
    connection: &Connection,
    condition: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<CopyPair>, ArchiveError> {
    let sql = format!(
        "SELECT a.id, b.id, copies.shared, a.shingles, b.shingles, a.words, b.words
         FROM copies JOIN documents a ON a.n = copies.a JOIN documents b ON b.n = copies.b WHERE {condition}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(values)?;
    let mut pairs = Vec::new();
    while let Some(row) = rows.next()? {
        let (a, b): (String, String) = (row.get(0)?, row.get(1)?);
        let (shared, of_a, of_b): (u32, u32, u32) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let pair = CopyPair {
            a: doc_id(&a)?,
            b: doc_id(&b)?,
            a_in_b: share(shared, of_a),
            b_in_a: share(shared, of_b),
            words_a: row.get(5)?,
            words_b: row.get(6)?,
        };
        pairs.push(in_order(pair));
    }
    pairs.sort();
    Ok(pairs)
}

/// The pair with the smaller id first.
fn in_order(pair: CopyPair) -> CopyPair {
    if pair.a <= pair.b {
        return pair;
    }
    CopyPair {
        a: pair.b,
        b: pair.a,
        a_in_b: pair.b_in_a,
        b_in_a: pair.a_in_b,
        words_a: pair.words_b,
        words_b: pair.words_a,
    }
}

/// Part of a whole in thousandths.
fn share(shared: u32, whole: u32) -> u16 {
    (shared * 1000).checked_div(whole).unwrap_or(0) as u16
}

fn is_kept(shared: u32, a: u32, b: u32) -> bool {
    let least = a.min(b);
    least > 0 && shared * 1000 >= least * KEPT
}

/// The shingles under which a document is indexed.
fn keys(sketch: &Sketch) -> impl Iterator<Item = u64> {
    let whole = sketch.shingles.len() <= INDEXED_WHOLE;
    sketch.shingles.iter().copied().filter(move |shingle| whole || shingle % u64::from(SAMPLED) == 0)
}

/// Finds the documents that share much of a new document's text, and indexes it.
pub(crate) fn index(connection: &Connection, key: i64, doc: &DocId, sketch: &Sketch) -> Result<(), ArchiveError> {
    let text = Text { key, id: doc.as_str().to_owned(), sketch };
    let hits = text.hits(connection)?;
    text.store(connection, text.base(connection, &hits)?.as_ref())?;
    if text.join_star(connection, &hits)? { Ok(()) } else { text.link(connection, &hits) }
}

/// Removes a document from families and index; the caller deletes it after this.
pub(crate) fn remove(connection: &Connection, key: i64) -> Result<(), ArchiveError> {
    let column = |sql: &str| -> Result<Vec<i64>, ArchiveError> {
        let mut statement = connection.prepare_cached(sql)?;
        let found = statement.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok(found)
    };
    let kin = column(
        "SELECT document FROM families WHERE document <> ?1
         AND family = (SELECT family FROM families WHERE document = ?1) ORDER BY document",
    )?;
    let based = column("SELECT document FROM families WHERE base = ?1 ORDER BY document")?;
    let family = family_of(connection, key)?;
    let links_families =
        connection.prepare_cached("SELECT 1 FROM copies WHERE (a = ?1 OR b = ?1) AND joins = 0")?.exists([key])?;
    let holds_nothing = family != key && !links_families && is_star(connection, family)?;
    connection.execute("DELETE FROM families WHERE document = ?1", [key])?;
    connection.execute("DELETE FROM shingles WHERE document = ?1", [key])?;
    connection.execute("DELETE FROM copies WHERE a = ?1 OR b = ?1", [key])?;
    for member in based {
        connection.execute("DELETE FROM shingles WHERE document = ?1", [member])?;
        let (id, sketch) = stored(connection, member)?;
        let text = Text { key: member, id, sketch: &sketch };
        let base = text.base(connection, &text.hits(connection)?)?;
        text.index(connection, base.as_ref())?;
    }
    if holds_nothing {
        return Ok(());
    }
    // What held the others together may be gone: they find one another again.
    for member in &kin {
        connection.execute("DELETE FROM copies WHERE a = ?1 OR b = ?1", [member])?;
        connection.execute("UPDATE families SET family = document WHERE document = ?1", [member])?;
    }
    for member in kin {
        let (id, sketch) = stored(connection, member)?;
        let text = Text { key: member, id, sketch: &sketch };
        text.link(connection, &text.hits(connection)?)?;
    }
    Ok(())
}

/// Makes families, pairs and index anew from the sketches.
pub(crate) fn rebuild(connection: &Connection) -> Result<(), ArchiveError> {
    connection.execute_batch("DELETE FROM copies; DELETE FROM shingles; DELETE FROM families")?;
    let mut statement = connection.prepare("SELECT n FROM documents ORDER BY n")?;
    let all: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for key in all {
        let (id, sketch) = stored(connection, key)?;
        index(connection, key, &doc_id(&id)?, &sketch)?;
    }
    Ok(())
}

/// Id and sketch of a document.
fn stored(connection: &Connection, key: i64) -> Result<(String, Sketch), ArchiveError> {
    let mut statement = connection.prepare_cached("SELECT id, sketch, words FROM documents WHERE n = ?1")?;
    let (id, bytes, words) =
        statement.query_row([key], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?)))?;
    Ok((id, Sketch { shingles: sketch_shingles(&bytes), words }))
}

/// A document among the others.
struct Text<'s> {
    key: i64,
    id: String,
    sketch: &'s Sketch,
}

/// A document that may be kin, with the family that it is of.
struct Other {
    key: i64,
    id: String,
    family: i64,
}

/// A pair of documents by their keys, in the order of their ids: the order in which pairs are taken.
type Edge = ((String, i64), (String, i64));

impl Text<'_> {
    /// Documents whose index entries have shingles of this one, itself where it is indexed, and how many.
    fn hits(&self, connection: &Connection) -> Result<BTreeMap<i64, u32>, ArchiveError> {
        let mut hits: BTreeMap<i64, u32> = BTreeMap::new();
        let mut lookup = connection.prepare_cached("SELECT document FROM shingles WHERE shingle = ?1")?;
        for shingle in keys(self.sketch) {
            let mut rows = lookup.query([shingle as i64])?;
            while let Some(row) = rows.next()? {
                *hits.entry(row.get(0)?).or_default() += 1;
            }
        }
        Ok(hits)
    }

    /// The full copy that holds most of this one's shingles, where it is nearly all of them.
    fn base(&self, connection: &Connection, hits: &BTreeMap<i64, u32>) -> Result<Option<(i64, Sketch)>, ArchiveError> {
        let own = keys(self.sketch).count() as u32;
        let mut is_whole = connection.prepare_cached("SELECT 1 FROM families WHERE document = ?1 AND base IS NULL")?;
        let mut most: Vec<(u32, i64)> = hits
            .iter()
            .filter(|(_, common)| **common * 1000 >= own * BASED)
            .map(|(key, common)| (*common, *key))
            .collect();
        most.sort_unstable_by_key(|(common, key)| (std::cmp::Reverse(*common), *key));
        let measured = Measured::of(self, connection);
        for (_, key) in most {
            if is_whole.exists([key])? && measured.is_full_copy(key)? {
                return Ok(Some((key, stored(connection, key)?.1)));
            }
        }
        Ok(None)
    }

    /// Indexes the document, a family of its own as yet.
    fn store(&self, connection: &Connection, base: Option<&(i64, Sketch)>) -> Result<(), ArchiveError> {
        connection.prepare_cached("INSERT INTO families (document, family) VALUES (?1, ?1)")?.execute([self.key])?;
        self.index(connection, base)
    }

    fn index(&self, connection: &Connection, base: Option<&(i64, Sketch)>) -> Result<(), ArchiveError> {
        connection
            .prepare_cached("UPDATE families SET base = ?2 WHERE document = ?1")?
            .execute(params![self.key, base.map(|(key, _)| key)])?;
        let held: BTreeSet<u64> = base.iter().flat_map(|(_, sketch)| keys(sketch)).collect();
        let mut add = connection.prepare_cached("INSERT INTO shingles (shingle, document) VALUES (?1, ?2)")?;
        for shingle in keys(self.sketch).filter(|shingle| !held.contains(shingle)) {
            add.execute(params![shingle as i64, self.key])?;
        }
        Ok(())
    }

    /// Every document that may share enough, by id: those hit, and those whose shingles stand for others' that were.
    fn others(&self, connection: &Connection, hits: &BTreeMap<i64, u32>) -> Result<Vec<Other>, ArchiveError> {
        let mut one = connection.prepare_cached(
            "SELECT families.document, id, family, shingles, base FROM families
             JOIN documents ON n = families.document WHERE families.document = ?1",
        )?;
        let mut based = connection.prepare_cached(
            "SELECT families.document, id, family, shingles, base FROM families
             JOIN documents ON n = families.document WHERE base = ?1",
        )?;
        let of = |n: i64| hits.get(&n).copied().unwrap_or(0);
        let mine = self.sketch.shingles.len() as u32;
        let mut found: BTreeMap<i64, Other> = BTreeMap::new();
        for &hit in hits.keys() {
            for statement in [&mut one, &mut based] {
                let mut rows = statement.query([hit])?;
                while let Some(row) = rows.next()? {
                    let key: i64 = row.get(0)?;
                    // Neither more than the document's own entries nor than its base's can be common.
                    let most = of(key) + row.get::<_, Option<i64>>(4)?.map_or(0, of);
                    if key != self.key && is_promising(most, mine, row.get(3)?) {
                        found.insert(key, Other { key, id: row.get(1)?, family: row.get(2)? });
                    }
                }
            }
        }
        let mut others: Vec<Other> = found.into_values().collect();
        others.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(others)
    }

    /// Joins a copy to its family where that is plain, without a look at each member: the family's pairs are all with
    /// its smallest id, and of this smallest one the document is a copy. Pairs with other members come later in the
    /// order of pairs and join nothing. False where it is not so plain, and nothing was done.
    fn join_star(&self, connection: &Connection, hits: &BTreeMap<i64, u32>) -> Result<bool, ArchiveError> {
        let measured = Measured::of(self, connection);
        let mut hubs: BTreeMap<i64, bool> = BTreeMap::new();
        let mut elsewhere: BTreeMap<i64, u32> = BTreeMap::new();
        let mut home = None;
        for (&hit, &common) in hits.iter().filter(|(hit, _)| **hit != self.key) {
            let hub = family_of(connection, hit)?;
            let is_home = if let Some(is_home) = hubs.get(&hub) {
                *is_home
            } else {
                let is_smaller = stored(connection, hub)?.0 < self.id;
                let is_home = is_smaller && measured.is_full_copy(hub)? && is_star(connection, hub)?;
                if is_home && home.replace(hub).is_some() {
                    return Ok(false);
                }
                hubs.insert(hub, is_home);
                is_home
            };
            if !is_home {
                elsewhere.insert(hit, common);
            }
        }
        let Some(home) = home else { return Ok(false) };
        // A document is indexed by its base only where that is of its family: no other of the home's stands here.
        let mut linked = Vec::new();
        for other in self.others(connection, &elsewhere)? {
            match measured.kinship(other.key)? {
                Some((Kinship::FullCopy, _)) => return Ok(false),
                Some(_) => linked.push(other.key),
                None => {}
            }
        }
        measured.store(home, true)?;
        connection.prepare_cached("UPDATE families SET family = ?1 WHERE document = ?2")?.execute([home, self.key])?;
        if linked.is_empty() {
            return Ok(true);
        }
        for other in linked {
            measured.store(other, false)?;
        }
        thin_out(connection, home)?;
        Ok(true)
    }

    /// Joins the document to the families that it is a copy in, and links it to those that it shares text with.
    fn link(&self, connection: &Connection, hits: &BTreeMap<i64, u32>) -> Result<(), ArchiveError> {
        let others = self.others(connection, hits)?;
        if others.is_empty() {
            return Ok(());
        }
        let measured = Measured::of(self, connection);
        let own = family_of(connection, self.key)?;
        // What is joined already, of all families that may become one.
        let families: BTreeSet<i64> = others.iter().map(|other| other.family).chain([own]).collect();
        let mut joined: BTreeMap<Edge, bool> = BTreeMap::new();
        let mut members: Vec<(String, i64, i64)> = Vec::new();
        for family in &families {
            joined.extend(edges(connection, *family)?.into_iter().map(|edge| (edge, true)));
            members.extend(members_of(connection, *family)?);
        }
        for other in &others {
            let edge = in_id_order((self.id.clone(), self.key), (other.id.clone(), other.key));
            joined.entry(edge).or_insert(false);
        }
        // Kruskal: a pair that joins nothing new is dropped, and not even measured.
        let mut forest = Forest::new(members.iter().map(|(_, key, _)| *key));
        let (mut added, mut dropped) = (Vec::new(), Vec::new());
        for (((_, a), (_, b)), was_there) in joined {
            let joins = !forest.are_joined(a, b);
            let other = if a == self.key { b } else { a };
            match (was_there, joins) {
                (true, true) => forest.join(a, b),
                (true, false) => dropped.push((a, b)),
                (false, true) if measured.is_full_copy(other)? => {
                    forest.join(a, b);
                    added.push(other);
                }
                (false, _) => {}
            }
        }
        for (a, b) in dropped {
            connection
                .prepare_cached("DELETE FROM copies WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)")?
                .execute([a, b])?;
        }
        for other in added {
            measured.store(other, true)?;
        }
        self.rename(connection, &members, &mut forest)?;
        // Families that it is not part of: the first pair of each kind.
        for other in others.iter().filter(|other| !forest.are_joined(self.key, other.key)) {
            if measured.kinship(other.key)?.is_some() {
                measured.store(other.key, false)?;
            }
        }
        thin_out(connection, family_of(connection, self.key)?)
    }

    /// Gives all that are joined with this document one family, under the key of the smallest id.
    fn rename(
        &self,
        connection: &Connection,
        members: &[(String, i64, i64)],
        forest: &mut Forest,
    ) -> Result<(), ArchiveError> {
        let joined: Vec<_> = members.iter().filter(|(_, key, _)| forest.are_joined(self.key, *key)).collect();
        let Some((_, hub, _)) = joined.iter().min() else { return Ok(()) };
        let families: BTreeSet<i64> = joined.iter().map(|(_, _, family)| *family).collect();
        for family in families.into_iter().filter(|family| family != hub) {
            connection.prepare_cached("UPDATE families SET family = ?1 WHERE family = ?2")?.execute([*hub, family])?;
        }
        Ok(())
    }
}

/// Whether `common` indexed shingles leave it possible that a pair counts.
fn is_promising(common: u32, mine: u32, theirs: u32) -> bool {
    if mine.max(theirs) <= INDEXED_WHOLE as u32 {
        is_kept(common, mine, theirs)
    } else {
        is_kept(common * SAMPLED * BENEFIT_OF_DOUBT, mine, theirs)
    }
}

/// A document's pairs with others, measured where they are asked for.
struct Measured<'t> {
    text: &'t Text<'t>,
    connection: &'t Connection,
    pairs: RefCell<BTreeMap<i64, Option<(Kinship, u32)>>>,
}

impl<'t> Measured<'t> {
    fn of(text: &'t Text<'t>, connection: &'t Connection) -> Self {
        Self { text, connection, pairs: RefCell::default() }
    }

    fn is_full_copy(&self, other: i64) -> Result<bool, ArchiveError> {
        Ok(self.kinship(other)?.is_some_and(|(kinship, _)| kinship == Kinship::FullCopy))
    }

    /// How the document is related to another, and how many shingles both have.
    fn kinship(&self, other: i64) -> Result<Option<(Kinship, u32)>, ArchiveError> {
        if let Some(known) = self.pairs.borrow().get(&other) {
            return Ok(*known);
        }
        let (id, theirs) = stored(self.connection, other)?;
        let mine = self.text.sketch;
        let (a, b) = (mine.shingles.len() as u32, theirs.shingles.len() as u32);
        let shared = mine.shared(&theirs) as u32;
        // The index gives bounds, which depend on what came before; which pairs count must not.
        let is_whole = a.max(b) <= INDEXED_WHOLE as u32;
        let found = if is_promising(if is_whole { shared } else { common_keys(mine, &theirs) }, a, b) {
            let pair = CopyPair {
                a: doc_id(&self.text.id)?,
                b: doc_id(&id)?,
                a_in_b: share(shared, a),
                b_in_a: share(shared, b),
                words_a: mine.words,
                words_b: theirs.words,
            };
            in_order(pair).kinship().filter(|_| is_kept(shared, a, b)).map(|kinship| (kinship, shared))
        } else {
            None
        };
        self.pairs.borrow_mut().insert(other, found);
        Ok(found)
    }

    fn store(&self, other: i64, joins: bool) -> Result<(), ArchiveError> {
        let Some((_, shared)) = self.kinship(other)? else { return Ok(()) };
        let (a, b) = (self.text.key.min(other), self.text.key.max(other));
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO copies (a, b, shared, joins) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![a, b, shared, joins])?;
        Ok(())
    }
}

/// How many indexed shingles two documents have in common.
fn common_keys(a: &Sketch, b: &Sketch) -> u32 {
    let keys = |sketch: &Sketch| Sketch { shingles: keys(sketch).collect(), words: 0 };
    keys(a).shared(&keys(b)) as u32
}

fn family_of(connection: &Connection, key: i64) -> Result<i64, ArchiveError> {
    let mut statement = connection.prepare_cached("SELECT family FROM families WHERE document = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0))?)
}

/// Whether all pairs of a family are with its smallest id.
fn is_star(connection: &Connection, hub: i64) -> Result<bool, ArchiveError> {
    let count = |sql: &str| -> Result<i64, ArchiveError> {
        Ok(connection.prepare_cached(sql)?.query_row([hub], |row| row.get(0))?)
    };
    let pairs = count("SELECT count(*) FROM copies WHERE a = ?1 AND joins = 1")?
        + count("SELECT count(*) FROM copies WHERE b = ?1 AND joins = 1")?;
    Ok(pairs + 1 == count("SELECT count(*) FROM families WHERE family = ?1")?)
}

/// Id, key and family of a family's documents.
fn members_of(connection: &Connection, family: i64) -> Result<Vec<(String, i64, i64)>, ArchiveError> {
    let mut statement = connection
        .prepare_cached("SELECT id, document, family FROM families JOIN documents ON n = document WHERE family = ?1")?;
    let members = statement.query_map([family], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(members.collect::<Result<_, _>>()?)
}

/// The pairs that hold a family together.
fn edges(connection: &Connection, family: i64) -> Result<Vec<Edge>, ArchiveError> {
    let mut statement = connection.prepare_cached(
        "SELECT one.id, one.n, other.id, other.n
         FROM families JOIN copies ON copies.a = families.document AND joins = 1
         JOIN documents one ON one.n = copies.a JOIN documents other ON other.n = copies.b WHERE family = ?1",
    )?;
    let edges =
        statement.query_map([family], |row| Ok(in_id_order((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?))))?;
    Ok(edges.collect::<Result<_, _>>()?)
}

fn in_id_order(a: (String, i64), b: (String, i64)) -> Edge {
    if a <= b { (a, b) } else { (b, a) }
}

/// A pair between two families: the other family, what the pair is, and whether ours is the longer; the pair; its keys.
type Between = ((i64, Kinship, bool), CopyPair, (i64, i64));

/// Of the pairs between a family and each other one, keeps the first of each kind.
fn thin_out(connection: &Connection, family: i64) -> Result<(), ArchiveError> {
    let mut statement = connection.prepare_cached(
        "SELECT copies.a, copies.b, shared, one.id, other.id, one.shingles, other.shingles, one.words, other.words,
                mine.family, theirs.family
         FROM copies JOIN documents one ON one.n = copies.a JOIN documents other ON other.n = copies.b
         JOIN families mine ON mine.document = copies.a JOIN families theirs ON theirs.document = copies.b
         WHERE joins = 0 AND (copies.a IN (SELECT document FROM families WHERE family = ?1)
                           OR copies.b IN (SELECT document FROM families WHERE family = ?1))",
    )?;
    let mut rows = statement.query([family])?;
    let mut found: Vec<Between> = Vec::new();
    let mut dropped: Vec<(i64, i64)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (a, b, shared): (i64, i64, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (of_a, of_b): (i64, i64) = (row.get(9)?, row.get(10)?);
        let (words_a, words_b): (u32, u32) = (row.get(7)?, row.get(8)?);
        let pair = in_order(CopyPair {
            a: doc_id(&row.get::<_, String>(3)?)?,
            b: doc_id(&row.get::<_, String>(4)?)?,
            a_in_b: share(shared, row.get(5)?),
            b_in_a: share(shared, row.get(6)?),
            words_a,
            words_b,
        });
        let (theirs, is_longer) = if of_a == family { (of_b, words_a > words_b) } else { (of_a, words_b > words_a) };
        match pair.kinship().filter(|_| of_a != of_b) {
            Some(kinship) => found.push(((theirs, kinship, is_longer && kinship == Kinship::Excerpt), pair, (a, b))),
            None => dropped.push((a, b)),
        }
    }
    found.sort();
    let mut seen = BTreeSet::new();
    dropped.extend(found.into_iter().filter(|(kind, ..)| !seen.insert(*kind)).map(|(_, _, keys)| keys));
    for (a, b) in dropped {
        connection.prepare_cached("DELETE FROM copies WHERE a = ?1 AND b = ?2")?.execute([a, b])?;
    }
    Ok(())
}

/// Which documents are joined.
struct Forest {
    parents: BTreeMap<i64, i64>,
}

impl Forest {
    fn new(keys: impl Iterator<Item = i64>) -> Self {
        Self { parents: keys.map(|key| (key, key)).collect() }
    }

    fn root(&mut self, mut key: i64) -> i64 {
        let mut path = Vec::new();
        while let Some(&parent) = self.parents.get(&key).filter(|parent| **parent != key) {
            path.push(key);
            key = parent;
        }
        for passed in path {
            self.parents.insert(passed, key);
        }
        key
    }

    fn are_joined(&mut self, a: i64, b: i64) -> bool {
        self.root(a) == self.root(b)
    }

    fn join(&mut self, a: i64, b: i64) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents.insert(a, b);
    }
}
