//! A write as the text that a BatchWriteItem contains. Items are not kept in another form until they are sent.

use super::item::{Item, Key, KeyNames};
use super::json::{AttributeOrder, RawMembers};
use crate::error::{Error, Result};
use aws_sdk_dynamodb::types::WriteRequest;

/// The service does not look at the order of attributes.
const ANY_ORDER: AttributeOrder<'static> = &[];

/// A put or a delete of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PreparedWrite {
    /// The key of the item.
    pub(crate) key: Key,
    /// The request as JSON.
    text: Box<[u8]>,
}

impl PreparedWrite {
    /// Returns the put of an item.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a value of a type that the SDK does not know.
    pub(crate) fn put(item: &Item, key: KeyNames) -> Result<Self> {
        Ok(Self::put_of_text(key.text_of(item), &text(item)?))
    }

    /// Returns the put of an item that is DynamoDB JSON already.
    pub(crate) fn put_of_text(key: Key, item: &[u8]) -> Self {
        Self { key, text: [b"{\"PutRequest\":{\"Item\":", item, b"}}"].concat().into() }
    }

    /// Returns the delete of the item that has the key of this one.
    ///
    /// # Errors
    /// As [`PreparedWrite::put`].
    pub(crate) fn delete(item: &Item, key: KeyNames) -> Result<Self> {
        let text = [b"{\"DeleteRequest\":{\"Key\":", &*text(&key.of(item))?, b"}}"].concat();
        Ok(Self { key: key.text_of(item), text: text.into() })
    }

    /// Returns the write of a request of the SDK, which the service did not process.
    ///
    /// # Errors
    /// As [`PreparedWrite::put`].
    pub(crate) fn of(request: &WriteRequest, key: KeyNames) -> Result<Self> {
        match (request.put_request(), request.delete_request()) {
            (Some(put), _) => Self::put(put.item(), key),
            (None, Some(delete)) => Self::delete(delete.key(), key),
            (None, None) => Err(Error::Invalid {
                what: "an unprocessed item of the answer".to_owned(),
                why: "it is neither a put nor a delete".to_owned(),
            }),
        }
    }

    /// Returns the request as JSON.
    pub(crate) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Returns the memory that the write takes in bytes, roughly.
    pub(crate) fn memory(&self) -> usize {
        size_of::<Self>() + self.text.len() + self.key.0.len() + self.key.1.len()
    }
}

fn text(item: &Item) -> Result<Vec<u8>> {
    serde_json::to_vec(&RawMembers(item, ANY_ORDER))
        .map_err(|error| Error::Invalid { what: "an item that is written".to_owned(), why: error.to_string() })
}
