//! What an import did: counts, and the records that it did not write.

use super::put::WriteOutcome;
use crate::ddb::item::{Item, KeyNames};
use crate::error::Error;
use crate::transfer::format::{AMBIGUOUS, Line};
use serde::{Deserialize, Serialize};

/// The limit of the refused records that are kept with their reasons. Further ones are only counted.
const MAX_REASONS: usize = 20;

/// The counts of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imported {
    /// The number of items that were written.
    pub written: u64,
    /// The number of records whose key the table already had, and whose item stayed.
    pub kept: u64,
    /// The number of records that were refused.
    pub refused: u64,
    /// The first refused records, with the reasons.
    pub reasons: Vec<Refusal>,
    /// With [`OnConflict::Fail`](super::OnConflict::Fail), the records whose key has a different item in the table.
    #[serde(skip)]
    pub conflicts: Vec<Refusal>,
    /// The number of records, from the beginning of the file, that are done.
    pub records: u64,
}

/// A record that was not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// The ordinal of the record in the file, from 1.
    pub record: u64,
    /// The line that the record begins on, from 1.
    pub line: u64,
    /// The reason.
    pub why: String,
}

impl Refusal {
    /// Returns whether the record has two meanings, of which [`Decoder::plain`](crate::transfer::Decoder::plain) chooses one.
    pub fn is_ambiguous(&self) -> bool {
        self.why.ends_with(AMBIGUOUS)
    }
}

/// How an import ended.
#[derive(Debug)]
pub struct Ended {
    /// The counts, also after a failure.
    pub done: Imported,
    /// The error that ended the import before the end of the file; a conflict is not an error. What was written stays, and the
    /// same import again resumes or repeats it.
    pub failure: Option<Error>,
    /// Whether this run wrote, kept and refused no record. Records that were done before, according to the checkpoint, do not count.
    pub is_idle: bool,
}

/// The position of a record in its file.
#[derive(Debug, Clone, Copy)]
pub(super) struct RecordPosition {
    pub(super) record: u64,
    line: u64,
}

impl RecordPosition {
    pub(super) fn refused(self, why: String) -> Refusal {
        Refusal { record: self.record, line: self.line, why }
    }

    /// Returns the refusal of a record whose key has another item in the table.
    pub(super) fn conflict(self, item: &Item, key: KeyNames) -> Refusal {
        let (pk, sk) = key.text_of(item);
        self.refused(format!("the table has another item with the key {pk} {sk}"))
    }
}

impl Imported {
    /// Counts a refused record, and keeps the first ones.
    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.refused += 1;
        if self.reasons.len() < MAX_REASONS {
            self.reasons.push(refusal);
        }
    }

    /// Adds what became of a chunk.
    pub(super) fn add(&mut self, outcome: WriteOutcome) {
        self.written += outcome.written;
        self.kept += outcome.kept;
        outcome.refused.into_iter().for_each(|refusal| self.refuse(refusal));
        self.conflicts.extend(outcome.conflicts);
    }
}

/// Separates the records that have an item from those that are refused.
pub(super) fn separate<T>(lines: Vec<Line<T>>) -> (Vec<(RecordPosition, T)>, Vec<Refusal>) {
    let (mut items, mut refused) = (Vec::with_capacity(lines.len()), Vec::new());
    for Line { ordinal, number, item, .. } in lines {
        let position = RecordPosition { record: ordinal, line: number };
        match item {
            Ok(item) => items.push((position, item)),
            Err(why) => refused.push(position.refused(why)),
        }
    }
    (items, refused)
}
