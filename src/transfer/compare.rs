//! A file and the table, item by item, in both directions.
//!
//! The file is read once for the digests of its keys and items, and the table once, by a consistent scan: for small items that
//! takes a fraction of the read capacity that asking for each of them would. Only where something differs is the file read
//! again, to name it. Memory grows with the items of the file, by about 70 bytes each, and not with their size or with the table.

use super::digest::{self, Digest};
use super::format::{Decoder, Line};
use super::import::Refusal;
use crate::ddb::Table;
use crate::ddb::item::{Item, KeyNames};
use crate::ddb::key_schema::KeySchema;
use crate::ddb::scan::ScanRequest;
use crate::error::Result;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::io::BufRead;

/// How many records are kept of those that were refused, and of those whose key an earlier one has.
const KEPT: usize = 20;

/// How an item differs between file and table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The file has it and the table has not.
    FileOnly,
    /// The table has it and the file has not.
    TableOnly,
    /// Both have an item of this key, and the items differ.
    Both,
}

/// An item that differs between file and table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The partition key.
    pub pk: String,
    /// The sort key.
    pub sk: String,
    /// Where it is.
    pub side: Side,
    /// Where both have it, the names of the attributes that differ.
    pub attributes: Vec<String>,
}

/// What a comparison came to.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// How many items are the same.
    pub same: u64,
    /// How many keys both have with different items.
    pub different: u64,
    /// How many keys only the file has.
    pub file_only: u64,
    /// How many keys only the table has.
    pub table_only: u64,
    /// How many records of the file could not be compared, since they make no item that the table could hold.
    pub refused: u64,
    /// How many records have the key of an earlier one, which alone is compared.
    pub repeated: u64,
    /// The first of the records that were not compared, with why.
    pub reasons: Vec<Refusal>,
    /// The first differences of each kind, in the order of their keys.
    pub differences: Vec<Difference>,
}

impl Compared {
    /// Whether file and table hold the same items, and the file holds each once.
    pub fn is_same(&self) -> bool {
        self.different + self.file_only + self.table_only + self.refused + self.repeated == 0
    }

    fn refuse(&mut self, line: &Line, why: String) {
        if self.reasons.len() < KEPT {
            self.reasons.push(Refusal { record: line.ordinal, line: line.number, why });
        }
    }
}

/// The items of a file, by the digests of their keys.
type FileRecords = HashMap<Digest, Record>;

/// A record of the file.
#[derive(Debug)]
struct Record {
    item: Digest,
    met: Met,
}

/// What the table has of a record's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Met {
    Nothing,
    Same,
    Different,
}

impl Table {
    /// Compares a file with the table. `open` opens the file, at most twice, on a thread that may block; at most `most` differences of each kind are
    /// named, and all are counted. `progress` is told how many items of the table were compared.
    ///
    /// It is no snapshot: an item that is written meanwhile may be compared as it was or as it is.
    ///
    /// # Errors
    /// [`Error::NoTable`](crate::Error::NoTable), [`Error::OtherKeys`](crate::Error::OtherKeys),
    /// [`FileError::Unreadable`](crate::Error::Unreadable), and the service errors.
    pub async fn compare<R: BufRead>(
        &self,
        open: impl Fn() -> Result<Decoder<R>> + Send + Sync + Clone + 'static,
        segments: usize,
        most: usize,
        mut progress: impl FnMut(u64),
    ) -> Result<Compared> {
        let key = self.schema.key;
        let keys = KeySchema::of(&self.described().await?, key)?;
        // On a thread of its own, so that an interrupt is heard meanwhile.
        let open_first = open.clone();
        let (mut known, mut compared) =
            tokio::task::spawn_blocking(move || index_file(open_first()?, &keys, key)).await??;
        let mut held = HashMap::new();
        let mut read = 0;
        let mut pages = self.scan(&ScanRequest { segments, is_consistent: true, ..ScanRequest::default() });
        while let Some(page) = pages.recv().await {
            let page = page?;
            read += page.items.len() as u64;
            page.items.into_iter().for_each(|item| compared.meet(item, key, &mut known, &mut held, most));
            progress(read);
        }
        for record in known.values() {
            match record.met {
                Met::Nothing => compared.file_only += 1,
                Met::Same => compared.same += 1,
                Met::Different => compared.different += 1,
            }
        }
        if compared.file_only + compared.different > 0 && most > 0 {
            let named = tokio::task::spawn_blocking(move || name(open()?, key, known, held, most)).await??;
            compared.differences.extend(named);
        }
        compared.differences.sort_unstable();
        Ok(compared)
    }
}

impl Compared {
    /// Compares an item of the table with the file, and holds one that differs for as long as it may be named.
    fn meet(
        &mut self,
        item: Item,
        key: KeyNames,
        known: &mut FileRecords,
        held: &mut HashMap<Digest, Item>,
        most: usize,
    ) {
        let of_key = digest::of_key(&item, key);
        match known.get_mut(&of_key) {
            Some(record) if record.item == digest::of_item(&item) => record.met = Met::Same,
            Some(record) => {
                record.met = Met::Different;
                if held.len() < most {
                    held.insert(of_key, item);
                }
            }
            None => {
                self.table_only += 1;
                if self.table_only <= most as u64 {
                    self.differences.push(difference(&item, key, Side::TableOnly, Vec::new()));
                }
            }
        }
    }
}

/// Reads the digests of a file.
fn index_file<R: BufRead>(mut lines: Decoder<R>, keys: &KeySchema, key: KeyNames) -> Result<(FileRecords, Compared)> {
    let (mut known, mut compared) = (FileRecords::new(), Compared::default());
    while let Some(line) = lines.next_line()? {
        let item = line.item.as_ref().map_err(String::clone);
        match item.and_then(|item| keys.check(item).map(|()| item)) {
            Ok(item) => match known.entry(digest::of_key(item, key)) {
                Entry::Vacant(place) => {
                    place.insert(Record { item: digest::of_item(item), met: Met::Nothing });
                }
                Entry::Occupied(_) => {
                    compared.repeated += 1;
                    let (pk, sk) = key.text_of(item);
                    compared.refuse(&line, format!("an earlier record has the key {pk} {sk}"));
                }
            },
            Err(why) => {
                compared.refused += 1;
                compared.refuse(&line, why);
            }
        }
    }
    Ok((known, compared))
}

/// Names what only the file has, and what differs from `held`, the items of the table.
fn name<R: BufRead>(
    mut lines: Decoder<R>,
    key: KeyNames,
    mut known: FileRecords,
    mut held: HashMap<Digest, Item>,
    most: usize,
) -> Result<Vec<Difference>> {
    let mut differences = Vec::new();
    let mut left = known.values().filter(|record| record.met == Met::Nothing).count().min(most);
    while left + held.len() > 0
        && let Some(line) = lines.next_line()?
    {
        let Ok(item) = line.item else { continue };
        let of_key = digest::of_key(&item, key);
        if let Some(there) = held.remove(&of_key) {
            differences.push(difference(&item, key, Side::Both, differing(&item, &there)));
        } else if left > 0 && known.remove(&of_key).is_some_and(|record| record.met == Met::Nothing) {
            differences.push(difference(&item, key, Side::FileOnly, Vec::new()));
            left -= 1;
        }
    }
    Ok(differences)
}

fn difference(item: &Item, key: KeyNames, side: Side, attributes: Vec<String>) -> Difference {
    let (pk, sk) = key.text_of(item);
    Difference { pk, sk, side, attributes }
}

/// The names of the attributes that two items do not share, in their order.
fn differing(a: &Item, b: &Item) -> Vec<String> {
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let value = |item: &Item, name: &str| item.get(name).map(digest::of_value);
    names.into_iter().filter(|name| value(a, name) != value(b, name)).cloned().collect()
}
