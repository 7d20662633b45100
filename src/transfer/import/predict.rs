//! What an import would do, by a look at the table: nothing is written.

use super::{Import, Imported, OnConflict, RecordPosition, apart, records};
use crate::ddb::batch_get::BATCH;
use crate::ddb::item::{Item, Key};
use crate::error::Result;
use crate::transfer::digest::{self, Digest};
use crate::transfer::exchange::{Decoder, is_same};
use std::collections::{HashMap, HashSet};
use std::io::BufRead;

impl Import {
    /// Says what [`Import::run`] would do: it reads the items that the table has with the keys of the file, consistently, and
    /// counts each record as the run would. With [`OnConflict::Fail`] it ends at the first conflict; a run would also finish
    /// the writes that are on their way at that moment. Nothing is written, and a checkpoint stays as it is.
    ///
    /// Memory grows with the records that would be written, by two digests of 16 bytes each: a later record of the same key
    /// meets the one before it.
    ///
    /// # Errors
    /// As those that end a run.
    pub async fn predict<R: BufRead + Send + 'static>(
        mut self,
        lines: Decoder<R>,
        mut progress: impl FnMut(&Imported),
    ) -> Result<Imported> {
        let mut chunks = records::read(self.reading(lines), BATCH);
        let mut written = HashMap::new();
        while let Some(chunk) = chunks.recv().await {
            let (items, refused) = apart(chunk?.lines);
            let before_conflict = self.meet(items, &mut written).await?;
            let is_done = |record| before_conflict.is_none_or(|conflict| record < conflict);
            refused.into_iter().filter(|refusal| is_done(refusal.record)).for_each(|refusal| self.done.refuse(refusal));
            progress(&self.done);
            if before_conflict.is_some() {
                break;
            }
        }
        Ok(self.done)
    }

    /// Counts what would become of items; returns the record of a conflict that ends the import.
    async fn meet(
        &mut self,
        items: Vec<(RecordPosition, Item)>,
        written: &mut HashMap<Digest, Digest>,
    ) -> Result<Option<u64>> {
        if self.on_conflict == OnConflict::Overwrite {
            self.done.written += items.len() as u64;
            return Ok(None);
        }
        let there = self.there(&items, written).await?;
        let key = self.table.schema.key;
        for (position, item) in items {
            let taken_by = digest::of_key(&item, key);
            let is_same = match (written.get(&taken_by), there.get(&key.text_of(&item))) {
                (Some(before), _) => *before == digest::of_item(&item),
                (None, Some(there)) => is_same(there, &item),
                (None, None) => {
                    self.done.written += 1;
                    written.insert(taken_by, digest::of_item(&item));
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

    /// The items that the table has with the keys of these, but for those that an earlier record would have written.
    async fn there(
        &self,
        items: &[(RecordPosition, Item)],
        written: &HashMap<Digest, Digest>,
    ) -> Result<HashMap<Key, Item>> {
        let key = self.table.schema.key;
        let mut asked = HashSet::new();
        let is_open =
            |item: &&Item| !written.contains_key(&digest::of_key(item, key)) && asked.insert(key.text_of(item));
        let keys = items.iter().map(|(_, item)| item).filter(is_open).map(|item| key.of(item)).collect();
        let there = self.table.get_all(keys).await?;
        Ok(there.into_iter().map(|item| (key.text_of(&item), item)).collect())
    }
}
