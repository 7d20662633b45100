//! Predicts what an import would do: reads the table, and writes nothing.

use super::outcome::{RecordPosition, separate};
use super::{Import, Imported, OnConflict, records};
use crate::ddb::batch_get::BATCH;
use crate::ddb::item::{Item, Key};
use crate::error::Result;
use crate::transfer::digest::{self, Digest};
use crate::transfer::equality::is_same;
use crate::transfer::format::Decoder;
use std::collections::{HashMap, HashSet};
use std::io::BufRead;

/// The digests of the items that the import would write so far, by the digests of their keys.
type Written = HashMap<Digest, Digest>;

impl Import {
    /// Counts each record as [`Import::run`] would. Reads the table's items with the keys of the file, consistently. With
    /// [`OnConflict::Fail`] it ends at the first conflict; a run would also finish the requests that were sent at that moment.
    /// Nothing is written, and a checkpoint is not changed.
    ///
    /// Memory grows with the records that would be written, by two digests of 16 bytes each, because a later record may have the
    /// same key.
    ///
    /// # Errors
    /// As those that end a run.
    pub async fn predict<R: BufRead + Send + 'static>(
        mut self,
        lines: Decoder<R>,
        mut progress: impl FnMut(&Imported),
    ) -> Result<Imported> {
        let mut chunks = records::read::<R, Item>(self.reading(lines), BATCH);
        let mut written = Written::new();
        while let Some(chunk) = chunks.recv().await {
            let (items, refused) = separate(chunk?.lines);
            let conflict = self.predict_chunk(items, &mut written).await?;
            let is_counted = |record| conflict.is_none_or(|conflict| record < conflict);
            for refusal in refused.into_iter().filter(|refusal| is_counted(refusal.record)) {
                self.done.refuse(refusal);
            }
            progress(&self.done);
            if conflict.is_some() {
                break;
            }
        }
        Ok(self.done)
    }

    /// Counts the items of a chunk. Returns the ordinal of the record whose conflict ends the import.
    async fn predict_chunk(
        &mut self,
        items: Vec<(RecordPosition, Item)>,
        written: &mut Written,
    ) -> Result<Option<u64>> {
        if self.on_conflict == OnConflict::Overwrite {
            self.done.written += items.len() as u64;
            return Ok(None);
        }
        let key = self.table.schema.key;
        let existing = self.existing_items(&items, written).await?;
        for (position, item) in items {
            let key_digest = digest::of_key(&item, key);
            let is_same = match (written.get(&key_digest), existing.get(&key.text_of(&item))) {
                (Some(earlier), _) => *earlier == digest::of_item(&item),
                (None, Some(existing)) => is_same(existing, &item),
                (None, None) => {
                    self.done.written += 1;
                    written.insert(key_digest, digest::of_item(&item));
                    continue;
                }
            };
            if !is_same && self.on_conflict == OnConflict::Fail {
                self.done.conflicts.push(position.conflict(&item, key));
                return Ok(Some(position.record));
            }
            self.done.kept += 1;
        }
        Ok(None)
    }

    /// Reads the table's items with the keys of these. Keys that an earlier record would have written are left out.
    async fn existing_items(&self, items: &[(RecordPosition, Item)], written: &Written) -> Result<HashMap<Key, Item>> {
        let key = self.table.schema.key;
        let mut seen = HashSet::new();
        let is_needed =
            |item: &&Item| !written.contains_key(&digest::of_key(item, key)) && seen.insert(key.text_of(item));
        let keys = items.iter().map(|(_, item)| item).filter(is_needed).map(|item| key.of(item)).collect();
        let existing = self.table.get_all(keys).await?;
        Ok(existing.into_iter().map(|item| (key.text_of(&item), item)).collect())
    }
}
