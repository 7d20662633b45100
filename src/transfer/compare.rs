//! Compares a file with a table, item by item, in both directions.
//!
//! The file is read once for the digests of its keys and items. The table is read once by a consistent scan, which for small items
//! consumes a fraction of the read capacity of reading each item by its key. The file is read a second time only to name
//! differences. Memory grows with the number of items in the file, by about 70 bytes each. It does not depend on the size of the
//! items or of the table.

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

/// The limit of the records that are kept with a reason: those that were refused, and those that repeat a key.
const MAX_REASONS: usize = 20;

/// How an item differs between file and table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Only the file has the item.
    FileOnly,
    /// Only the table has the item.
    TableOnly,
    /// Both have an item with this key, and the items differ.
    Both,
}

/// An item that differs between file and table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The partition key.
    pub pk: String,
    /// The sort key.
    pub sk: String,
    /// Where the item is.
    pub side: Side,
    /// The names of the attributes that differ, if both have the item.
    pub attributes: Vec<String>,
}

/// The result of a comparison.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// The number of items that are the same.
    pub same: u64,
    /// The number of keys that both have, with different items.
    pub different: u64,
    /// The number of keys that only the file has.
    pub file_only: u64,
    /// The number of keys that only the table has.
    pub table_only: u64,
    /// The number of records of the file that were not compared, because they have no item that the table could hold.
    pub refused: u64,
    /// The number of records whose key an earlier record has. Only the earlier record is compared.
    pub repeated: u64,
    /// The first records that were not compared, with the reasons.
    pub reasons: Vec<Refusal>,
    /// The first differences of each kind, in the order of their keys.
    pub differences: Vec<Difference>,
}

impl Compared {
    /// Returns whether file and table hold the same items, and the file holds each item once.
    pub fn is_same(&self) -> bool {
        self.different + self.file_only + self.table_only + self.refused + self.repeated == 0
    }

    /// Keeps the reason why a record was not compared, if there are not too many.
    fn keep_reason(&mut self, line: &Line, why: String) {
        if self.reasons.len() < MAX_REASONS {
            self.reasons.push(Refusal { record: line.ordinal, line: line.number, why });
        }
    }
}

/// The records of a file, by the digests of their keys.
type FileRecords = HashMap<Digest, FileRecord>;

/// A record of the file.
#[derive(Debug)]
struct FileRecord {
    /// The digest of the item.
    item: Digest,
    in_table: InTable,
}

/// What the table has with the key of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InTable {
    /// No item, or the scan has not come to it yet.
    Missing,
    Same,
    Different,
}

/// The table's items that differ from the file, by the digests of their keys. They are kept to name the attributes that differ.
type DifferentItems = HashMap<Digest, Item>;

impl Table {
    /// Compares a file with the table. `open` opens the file, at most twice, on a thread that may block. All differences are counted,
    /// and at most `limit` differences of each kind are named. `progress` is called with the number of items of the table that were
    /// compared.
    ///
    /// The comparison is not a snapshot: of an item that is written meanwhile, the old or the new version may be compared.
    ///
    /// # Errors
    /// [`Error::NoTable`](crate::Error::NoTable), [`Error::OtherKeys`](crate::Error::OtherKeys),
    /// [`FileError::Unreadable`](crate::error::FileError::Unreadable), and the service errors.
    pub async fn compare<R: BufRead>(
        &self,
        open: impl Fn() -> Result<Decoder<R>> + Send + Sync + Clone + 'static,
        segments: usize,
        limit: usize,
        mut progress: impl FnMut(u64),
    ) -> Result<Compared> {
        let key = self.schema.key;
        let keys = KeySchema::of(&self.described().await?, key)?;
        // On a thread of its own, so that the caller can react to an interrupt meanwhile.
        let open_first = open.clone();
        let indexed = tokio::task::spawn_blocking(move || index_file(open_first()?, &keys, key)).await?;
        let (mut records, mut compared) = indexed?;
        let mut different = DifferentItems::new();
        let mut read = 0;
        let mut pages = self.scan(&ScanRequest { segments, is_consistent: true, ..ScanRequest::default() });
        while let Some(page) = pages.recv().await {
            let page = page?;
            read += page.items.len() as u64;
            for item in page.items {
                compared.compare_item(item, key, &mut records, &mut different, limit);
            }
            progress(read);
        }
        compared.count(&records);
        if compared.file_only + compared.different > 0 && limit > 0 {
            let name = move || name_differences(open()?, key, records, different, limit);
            compared.differences.extend(tokio::task::spawn_blocking(name).await??);
        }
        compared.differences.sort_unstable();
        Ok(compared)
    }
}

impl Compared {
    /// Compares an item of the table with the file. Keeps an item that differs, if no more than `limit` are kept.
    fn compare_item(
        &mut self,
        item: Item,
        key: KeyNames,
        records: &mut FileRecords,
        different: &mut DifferentItems,
        limit: usize,
    ) {
        let key_digest = digest::of_key(&item, key);
        match records.get_mut(&key_digest) {
            Some(record) if record.item == digest::of_item(&item) => record.in_table = InTable::Same,
            Some(record) => {
                record.in_table = InTable::Different;
                if different.len() < limit {
                    different.insert(key_digest, item);
                }
            }
            None => {
                self.table_only += 1;
                if self.table_only <= limit as u64 {
                    self.differences.push(difference(&item, key, Side::TableOnly, Vec::new()));
                }
            }
        }
    }

    /// Counts the records of the file after the whole table was compared.
    fn count(&mut self, records: &FileRecords) {
        for record in records.values() {
            match record.in_table {
                InTable::Missing => self.file_only += 1,
                InTable::Same => self.same += 1,
                InTable::Different => self.different += 1,
            }
        }
    }
}

/// Reads the digests of the records of a file. Returns also a result that has the records which cannot be compared.
fn index_file<R: BufRead>(mut lines: Decoder<R>, keys: &KeySchema, key: KeyNames) -> Result<(FileRecords, Compared)> {
    let (mut records, mut compared) = (FileRecords::new(), Compared::default());
    while let Some(line) = lines.next_line()? {
        let item = line.item.as_ref().map_err(String::clone);
        match item.and_then(|item| keys.check(item).map(|()| item)) {
            Ok(item) => match records.entry(digest::of_key(item, key)) {
                Entry::Vacant(entry) => {
                    entry.insert(FileRecord { item: digest::of_item(item), in_table: InTable::Missing });
                }
                Entry::Occupied(_) => {
                    compared.repeated += 1;
                    let (pk, sk) = key.text_of(item);
                    compared.keep_reason(&line, format!("an earlier record has the key {pk} {sk}"));
                }
            },
            Err(why) => {
                compared.refused += 1;
                compared.keep_reason(&line, why);
            }
        }
    }
    Ok((records, compared))
}

/// Reads the file again, and names the items that only the file has, and those that differ from the table's items in `different`.
fn name_differences<R: BufRead>(
    mut lines: Decoder<R>,
    key: KeyNames,
    mut records: FileRecords,
    mut different: DifferentItems,
    limit: usize,
) -> Result<Vec<Difference>> {
    let mut differences = Vec::new();
    let is_missing = |record: &FileRecord| record.in_table == InTable::Missing;
    let mut file_only_left = records.values().filter(|record| is_missing(record)).count().min(limit);
    while file_only_left + different.len() > 0
        && let Some(line) = lines.next_line()?
    {
        let Ok(item) = line.item else { continue };
        let key_digest = digest::of_key(&item, key);
        if let Some(of_table) = different.remove(&key_digest) {
            differences.push(difference(&item, key, Side::Both, differing_attributes(&item, &of_table)));
        } else if file_only_left > 0 && records.remove(&key_digest).is_some_and(|record| is_missing(&record)) {
            differences.push(difference(&item, key, Side::FileOnly, Vec::new()));
            file_only_left -= 1;
        }
    }
    Ok(differences)
}

fn difference(item: &Item, key: KeyNames, side: Side, attributes: Vec<String>) -> Difference {
    let (pk, sk) = key.text_of(item);
    Difference { pk, sk, side, attributes }
}

/// Returns the names of the attributes in which two items differ, in alphabetical order.
fn differing_attributes(a: &Item, b: &Item) -> Vec<String> {
    let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let value = |item: &Item, name: &str| item.get(name).map(digest::of_value);
    names.into_iter().filter(|name| value(a, name) != value(b, name)).cloned().collect()
}
