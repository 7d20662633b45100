//! The data-access module of the Cruddur app's operator tool: the command line and the Lambda functions share it.
//!
//! # The data model
//!
//! Messages are in one DynamoDB table, `cruddur-messages`. Its stream carries new images. Its index `message-group-sk-index` has the
//! keys `message_group_uuid` and `sk`, and projects every attribute.
//!
//! | item | pk | sk | display_name, handle, user_uuid | message | message_group_uuid |
//! |---|---|---|---|---|---|
//! | message | `MSG#{message_group_uuid}` | `MSG#{created_at}` | the sender's | the text | the conversation id |
//! | inbox row | `GRP#{my_user_uuid}` | `GRP#{last_reply_at}` | the other participant's | the last message | the conversation id |
//!
//! A conversation of two users has its messages and two inbox rows, one for each participant. A message also has `message_uuid`.
//!
//! These keys and attributes are [`Layout::Model`](messaging::Layout::Model). The app's deployed backend uses
//! [`Layout::Flask`](messaging::Layout::Flask): its `sk` is only the time, its attributes are `user_display_name` and `user_handle`,
//! and its messages have no `message_group_uuid`. Reading accepts both layouts, row by row. Writing uses the layout of the table.
//!
//! Users are in PostgreSQL (`public.users`). They sign in through a Cognito user pool; the pool's `sub` is their `cognito_user_id`.
//!
//! # The map
//!
//! - [`doctor`]: the checks of every store and of the environment. It returns findings.
//! - `server`: the app's message API over HTTP, and a page that uses it.
//! - `stack`: the app's AWS resources, by CloudFormation.
//! - [`ready`]: waits until a store answers.
//! - [`names`]: the names that a shell completes, and the cache of those that commands have printed.
//! - [`stores`]: opens each store of a target, embedded or not.
//! - `embedded`: the engines inside the process. [`identity`]: the AWS account of the credentials.
//! - [`messaging`]: Cruddur's model: rows, access patterns, inboxes, seeds, repair.
//! - [`transfer`]: export, import and comparison of any table.
//! - [`ddb`]: any DynamoDB table. [`db`]: the users. [`cognito`]: the user pool.
//! - [`target`]: where each store is. Only this module tells local, prod and embedded apart.
//! - [`timestamp`]: the times in sort keys. [`text`]: text files and byte order marks.
//! - [`error`]: every failure, and its kind. [`event`]: what a caller may report while a call runs.
//!
//! The library does not print, does not exit, and reads neither arguments nor the environment. Its caller passes everything that a
//! [`Target`](target::Target) is resolved from. Only the AWS SDK reads its profile files and credentials by itself.

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
pub mod names;
mod pages;
mod pending;
mod private;
#[doc(hidden)]
pub mod random;
pub mod ready;
#[cfg(feature = "serve")]
pub mod server;
#[cfg(feature = "stack")]
pub mod stack;
pub mod stores;
pub mod target;
pub mod text;
pub mod timestamp;
pub mod transfer;

pub use error::{Error, Result};
