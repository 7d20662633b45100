//! The shared data-access module of the Cruddur app's operator tool.
//!
//! # The data model
//!
//! One DynamoDB table, `cruddur-messages`, with the stream on (new image) and the index `message-group-sk-index`
//! (`message_group_uuid`, `sk`, every attribute):
//!
//! | pk | sk | display_name, handle, user_uuid | message | message_group_uuid |
//! |---|---|---|---|---|
//! | `MSG#{message_group_uuid}` | `MSG#{created_at}` | the sender's | the text | the conversation's |
//! | `GRP#{my_user_uuid}` | `GRP#{last_reply_at}` | the other participant's | the last message | the conversation's |
//!
//! That is the [`Layout::Model`](messaging::Layout::Model). The app's deployed backend has another, [`Layout::Flask`](messaging::Layout::Flask):
//! bare times as `sk`, `user_display_name` and `user_handle`, and no `message_group_uuid` on messages. Reading tolerates
//! either, row by row; writing follows what the table holds.
//!
//! Users are in PostgreSQL (`public.users`), and sign in through a Cognito user pool, whose `sub` is their `cognito_user_id`.
//!
//! # The map
//!
//! - [`target`]: where each store lives; the one place where local, prod and embedded are told apart.
//! - [`messaging`]: Cruddur's model: rows, access patterns, inboxes, seeds, repair. [`transfer`]: export and import of any table.
//! - [`ddb`]: any DynamoDB table. [`db`]: the users. [`cognito`]: the user pool. `embedded`: the engines inside the process.
//! - `stack`: the app's AWS resources, by CloudFormation.
//! - [`timestamp`]: the times in sort keys. [`text`]: byte order marks.
//! - [`doctor`]: what stands in the way of a command. [`identity`]: whose AWS account it is. [`error`]: what can go wrong. [`event`]: what a caller may want to tell somebody meanwhile.
//!
//! The library never prints, never exits, and reads neither arguments nor the environment: a [`Target`](target::Target)
//! is resolved from what its caller hands in. (The AWS SDK reads its profile files and credentials by itself.)

#![warn(missing_docs)]

#[cfg(not(unix))]
compile_error!(
    "cruddur runs on Unix systems only: its files are protected by owners and modes, and it ends by signals. \
     On Windows, build it in the Windows Subsystem for Linux."
);

mod aws;
mod checkpoint;
pub mod cognito;
mod csv_reader;
pub mod db;
pub mod ddb;
pub mod doctor;
#[cfg(feature = "embedded")]
pub mod embedded;
pub mod error;
pub mod event;
pub mod identity;
pub mod messaging;
mod pages;
mod pending;
mod private;
#[cfg(feature = "stack")]
pub mod stack;
pub mod stores;
pub mod target;
pub mod text;
pub mod timestamp;
pub mod transfer;

pub use error::{Error, Result};
