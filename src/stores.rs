//! Opens each store of a target. Only this file knows both the embedded stores and those outside the process.

use crate::aws::{self, RdsSigner, Service};
use crate::cognito::{Cognito, UserPool};
#[cfg(feature = "serve")]
use crate::cognito::{PoolKey, keys_of_cognito};
use crate::db::{Postgres, Psql, UserStore, Users};
use crate::ddb::{Checkpoint, Connection, ShardPosition, Stream, StreamRanges, Table};
#[cfg(feature = "embedded")]
use crate::embedded::Home;
use crate::error::{Error, Result, TargetError};
use crate::event::Observer;
use crate::messaging::TABLE_SCHEMA;
use crate::target::{ConnectionUrl, MessagesAt, PoolAt, Target, UsersAt};
use futures_util::FutureExt;
use std::path::Path;

/// The page size for the embedded engine, in items. Without a page size, it reads all remaining items for each page.
#[cfg(feature = "embedded")]
const EMBEDDED_PAGE: i32 = 1_000;

/// Opens `table` at `target`. No request is sent yet.
///
/// # Errors
/// [`TargetError::NoRegion`] on AWS, and the errors of the embedded store.
pub async fn table(target: &Target, table: &str, observer: Observer) -> Result<Table> {
    Ok(Table::new(&connection(target, &observer).await?, table, &TABLE_SCHEMA, observer))
}

/// Opens the stream of `table` at `target`. It is read from `checkpoint` on, or from `from` if there is no checkpoint. If the
/// checkpoint is of an earlier stream of the same table, the observer is told, and the new stream is read from its beginning.
///
/// # Errors
/// [`Error::NoTable`], [`Error::NoStream`], [`Error::Invalid`] for a checkpoint of another table, and the service errors.
pub async fn stream(
    target: &Target,
    table: &str,
    from: ShardPosition,
    checkpoint: Option<Checkpoint>,
    observer: Observer,
) -> Result<Stream> {
    let connect = {
        let (target, observer) = (target.clone(), observer.clone());
        move || {
            let (target, observer) = (target.clone(), observer.clone());
            async move { connection(&target, &observer).await }.boxed()
        }
    };
    Stream::open(Box::new(connect), table, &TABLE_SCHEMA, from, checkpoint, observer).await
}

/// Opens the streams of `table` at `target`, of which ranges of records are read. No request is sent yet.
///
/// # Errors
/// As [`table`].
pub async fn stream_ranges(target: &Target, table: &str, observer: Observer) -> Result<StreamRanges> {
    let connection = connection(target, &observer).await?;
    let table = Table::new(&connection, table, &TABLE_SCHEMA, observer);
    Ok(StreamRanges::new(&connection, table))
}

async fn connection(target: &Target, observer: &Observer) -> Result<Connection> {
    let region = target.region_or_default();
    let (config, page) = match &target.messages {
        Some(MessagesAt::Aws) => (aws::configure(&target.access, region).await?, None),
        Some(MessagesAt::Endpoint(endpoint)) => {
            (aws::configure_endpoint(&target.access, region, endpoint).await?, None)
        }
        #[cfg(feature = "embedded")]
        Some(MessagesAt::Embedded) | None => {
            use aws_smithy_runtime_api::client::http::SharedHttpClient;
            let home = Home::open(target, observer).await?;
            let http = SharedHttpClient::new(home.connector()?);
            (aws::configure_embedded(region, http), Some(EMBEDDED_PAGE))
        }
        #[cfg(not(feature = "embedded"))]
        Some(MessagesAt::Embedded) | None => {
            let _ = observer;
            return Err(Error::Target(TargetError::NoEmbedded { what: "DynamoDB endpoint" }));
        }
    };
    let (at, region, timeout) = (target.messages_at(), target.prod_region(), target.timeout);
    Ok(Connection { config, page, at, region, timeout })
}

/// Answers a request to the embedded DynamoDB engine of `target`, such as `ListTables` with `{}`. The store is open for the request
/// alone. Returns the HTTP status and the JSON of the answer, which may be an error of DynamoDB.
///
/// # Errors
/// [`Error::EmbeddedBusy`], [`Error::EmbeddedDamaged`], [`Error::Embedded`], and
/// [`FileError::Unsafe`](crate::error::FileError::Unsafe).
#[cfg(all(feature = "embedded", feature = "serve"))]
pub async fn answer(
    target: &Target,
    observer: &Observer,
    operation: String,
    body: bytes::Bytes,
) -> Result<(u16, String)> {
    let reply = Home::open(target, observer).await?.answer(operation, body).await?;
    Ok((reply.status, reply.body))
}

/// Opens the users store of `target`. It connects to PostgreSQL when the first operation runs.
///
/// # Errors
/// [`Error::EmbeddedBusy`] and [`Error::Embedded`] for the embedded store; [`TargetError::NoProdDatabase`] if the target was
/// resolved without users; [`Error::Access`] for the credentials of a sign-in by IAM.
pub async fn users(target: &Target, observer: Observer) -> Result<Users> {
    let (service, is_embedded, store): (_, _, Box<dyn UserStore>) = match &target.users {
        Some(UsersAt::Postgres(url)) => {
            ("PostgreSQL", false, Box::new(Postgres::new(signed(target, url).await?, target.is_prod())))
        }
        #[cfg(feature = "embedded")]
        Some(UsersAt::Embedded) => ("users", true, Box::new(Home::open(target, &observer).await?.users()?)),
        #[cfg(not(feature = "embedded"))]
        Some(UsersAt::Embedded) => return Err(Error::Target(TargetError::NoEmbedded { what: "users database" })),
        None => return Err(Error::Target(TargetError::NoProdDatabase)),
    };
    Ok(Users::new(store, service, is_embedded, target.timeout, observer))
}

/// Returns what psql needs to connect to the users database of `target`, or `None` if the users are in the embedded store. The roots
/// that verify the server are written into `directory` if psql needs them. With `only_reads`, transactions are read only by default.
///
/// # Errors
/// [`Error::Invalid`] for several hosts with a sign-in by IAM, [`Error::Access`] for its credentials, and [`Error::File`] for the file
/// of roots.
pub async fn psql(target: &Target, directory: Option<&Path>, only_reads: bool) -> Result<Option<Psql>> {
    match &target.users {
        Some(UsersAt::Postgres(url)) => {
            Psql::new(&signed(target, url).await?, target.is_prod(), directory, only_reads).map(Some)
        }
        _ => Ok(None),
    }
}

/// Returns the connection string of a target. For a sign-in by IAM, it has the credentials that sign its tokens.
async fn signed(target: &Target, url: &ConnectionUrl) -> Result<ConnectionUrl> {
    if !url.is_by_iam() {
        return Ok(url.clone());
    }
    // The service that issues the credentials must be in the partition of the database.
    let region = target.region.clone().or_else(|| url.region());
    let credentials = aws::credentials(&target.access, region.as_deref().unwrap_or(target.region_or_default())).await?;
    Ok(url.clone().signed_by(RdsSigner::new(credentials, target.region.clone())))
}

/// Signs an access token of the user of the embedded pool with this handle, valid for an hour from `now` on. Returns `None` if the pool
/// of `target` is in Cognito, which signs its tokens itself.
///
/// # Errors
/// [`NoUser::InPool`](crate::error::NoUser::InPool), [`Error::AmbiguousUser`], and the errors of the embedded store.
#[cfg(feature = "serve")]
pub async fn sign_in(
    target: &Target,
    handle: &str,
    now: std::time::SystemTime,
    observer: Observer,
) -> Result<Option<String>> {
    match &target.pool {
        #[cfg(feature = "embedded")]
        Some(PoolAt::Embedded) => {
            let pool = Home::open(target, &observer).await?.pool()?;
            pool.sign_in(handle.to_owned(), now).await.map(Some)
        }
        #[cfg(not(feature = "embedded"))]
        Some(PoolAt::Embedded) => {
            drop(observer);
            let _ = (handle, now);
            Err(Error::Target(TargetError::NoEmbedded { what: "user pool" }))
        }
        Some(PoolAt::Cognito { .. }) => Ok(None),
        None => Err(Error::Target(TargetError::NoPool)),
    }
}

/// Reads the public keys of the user pool of `target`.
///
/// # Errors
/// The errors of the embedded store, and the service errors.
#[cfg(feature = "serve")]
pub(crate) async fn pool_keys(target: &Target, observer: &Observer) -> Result<Vec<PoolKey>> {
    match &target.pool {
        Some(PoolAt::Cognito { id, endpoint }) => keys_of_cognito(target, id, endpoint.as_ref(), observer).await,
        #[cfg(feature = "embedded")]
        Some(PoolAt::Embedded) => Home::open(target, observer).await?.pool()?.keys().await,
        #[cfg(not(feature = "embedded"))]
        Some(PoolAt::Embedded) => Err(Error::Target(TargetError::NoEmbedded { what: "user pool" })),
        None => Err(Error::Target(TargetError::NoPool)),
    }
}

/// Opens the user pool of `target`. No request is sent yet.
///
/// # Errors
/// [`TargetError::NoPool`] if the target was resolved without one, and the errors of the embedded store.
pub async fn user_pool(target: &Target, observer: Observer) -> Result<UserPool> {
    match &target.pool {
        Some(PoolAt::Cognito { id, endpoint }) => {
            // The id of a pool begins with its region, which may differ from the region of the target.
            let region = id.split_once('_').map_or("", |(region, _)| region);
            let (config, at) = match endpoint {
                Some(endpoint) => {
                    (aws::configure_endpoint(&target.access, region, endpoint).await?, endpoint.to_string())
                }
                None => (aws::configure(&target.access, region).await?, format!("AWS {region}")),
            };
            let service = Service { name: "Cognito", at, region: target.prod_region(), observer };
            Ok(UserPool::new(Cognito::new(&config, id.clone(), service)))
        }
        #[cfg(feature = "embedded")]
        Some(PoolAt::Embedded) => Ok(UserPool::new(Home::open(target, &observer).await?.pool()?)),
        #[cfg(not(feature = "embedded"))]
        Some(PoolAt::Embedded) => Err(Error::Target(TargetError::NoEmbedded { what: "user pool" })),
        None => Err(Error::Target(TargetError::NoPool)),
    }
}
