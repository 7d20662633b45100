//! Connects to a server of a connection string. The servers are tried in turn, as libpq does.

use super::database::no_database;
use super::fault::{cause, causes, rejection};
use super::negotiate::Negotiator;
use super::tls::client_config;
use super::watch::{Policy, Refusal};
use crate::error::{DatabaseError, Error, Result, TlsError};
use crate::target::connection_url::{ConnectionUrl, Server, Session, Tls};
use postgres::config::{SslMode, SslNegotiation};
use postgres::error::{DbError, SqlState};
use postgres::{Client, NoTls, SimpleQueryMessage};
use rustls::CertificateError;
use std::net::ToSocketAddrs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Connects to the first server that can be reached and has the session of `target_session_attrs`. On `prod` the roots of RDS are
/// trusted too.
///
/// # Errors
/// [`DatabaseError::Unreachable`], [`DatabaseError::LoginRefused`] and the other errors of a connection;
/// [`FileError::Unreadable`](crate::error::FileError::Unreadable) and [`TlsError::File`] for the files of TLS.
pub(super) fn connect(url: &ConnectionUrl, prod: bool) -> Result<Client> {
    let tls = match url.tls.mode {
        Tls::Off => None,
        _ if url.servers().iter().all(Server::is_socket) => None,
        _ => Some(MakeRustlsConnect::new(client_config(url, prod)?)),
    };
    let mut servers: Vec<&Server> = url.servers().iter().collect();
    if url.is_balanced {
        fastrand::shuffle(&mut servers);
    }
    let first = if url.session == Session::PreferStandby { Session::Standby } else { url.session };
    match connect_to_first(url, &servers, tls.as_ref(), first) {
        Err(Error::Database(DatabaseError::Unreachable { .. })) if url.session == Session::PreferStandby => {
            connect_to_first(url, &servers, tls.as_ref(), Session::Any)
        }
        result => result,
    }
}

/// Connects to the first server of a list. As in libpq, the next server is tried if one cannot be reached or has another session,
/// and not if it refuses the connection.
fn connect_to_first(
    url: &ConnectionUrl,
    servers: &[&Server],
    tls: Option<&MakeRustlsConnect>,
    session: Session,
) -> Result<Client> {
    let mut last = None;
    for server in servers {
        match connect_in_time(url, server, tls, session) {
            Err(error @ Error::Database(DatabaseError::Unreachable { .. })) => last = Some(error),
            result => return result,
        }
    }
    let nothing = || unreachable(url, "no server is named");
    Err(last.unwrap_or_else(nothing))
}

/// Connects to a server within `connect_timeout`. As in libpq, the limit includes TLS and the login; the driver applies it to TCP
/// alone.
fn connect_in_time(
    url: &ConnectionUrl,
    server: &Server,
    tls: Option<&MakeRustlsConnect>,
    session: Session,
) -> Result<Client> {
    let Some(limit) = url.connect_timeout() else { return connect_to(url, server, tls, session) };
    let (sender, receiver) = mpsc::channel();
    let (owned, to, tls) = (url.clone(), server.clone(), tls.cloned());
    // A connection that comes too late has no receiver, and is closed when its thread ends.
    std::thread::spawn(move || sender.send(connect_to(&owned, &to, tls.as_ref(), session)).is_ok());
    receiver
        .recv_timeout(limit)
        .unwrap_or_else(|_| Err(unreachable(url, &format!("TLS and login took longer than {} s", limit.as_secs()))))
}

/// Connects to a server, without a limit for TLS and the login.
fn connect_to(
    url: &ConnectionUrl,
    server: &Server,
    tls: Option<&MakeRustlsConnect>,
    session: Session,
) -> Result<Client> {
    let mut config = url.config(server);
    let (mut password, open_file) = match url.password(server) {
        Ok(password) => (password, None),
        Err(file) => (None, Some(file)),
    };
    if let Some(token) = url.token(server)? {
        password = Some(token);
    }
    if let Some(password) = &password {
        config.password(password);
    }
    config.channel_binding(url.auth.binding);
    let is_encrypted = Arc::new(AtomicBool::new(false));
    let connected = if server.is_socket() {
        config.ssl_mode(SslMode::Disable).connect(NoTls)
    } else {
        // The negotiator sends the first message in every mode.
        config.ssl_mode(SslMode::Require).ssl_negotiation(SslNegotiation::Direct);
        config.connect(Negotiator {
            mode: url.tls.mode,
            is_direct: url.tls.is_direct,
            tls: tls.cloned(),
            policy: Policy { auth: url.auth.clone(), has_password: password.is_some(), open_file },
            is_encrypted: Arc::clone(&is_encrypted),
        })
    };
    let mut client = connected.map_err(|error| match unreachable_reason(&error, server) {
        Some(why) => unreachable(url, why),
        None => connection_error(url, error, is_encrypted.load(Ordering::Relaxed)),
    })?;
    if !has_session(&mut client, session).map_err(|error| connection_error(url, error, true))? {
        return Err(unreachable(url, "the server does not have the session that target_session_attrs requires"));
    }
    Ok(client)
}

fn unreachable(url: &ConnectionUrl, why: &str) -> Error {
    Error::Database(DatabaseError::Unreachable { at: url.to_string(), source: why.into() })
}

/// Returns why a server was not reached, if the error of the operating system does not say it.
fn unreachable_reason(error: &postgres::Error, server: &Server) -> Option<&'static str> {
    let io = causes(error).find_map(|cause| cause.downcast_ref::<std::io::Error>())?;
    if io.kind() == std::io::ErrorKind::TimedOut {
        return Some("no answer in time");
    }
    // The error of a name without an address has no kind of its own.
    let is_named = io.raw_os_error().is_none() && server.address.is_none() && !server.is_socket();
    let is_unknown = is_named && (server.host.as_str(), server.port).to_socket_addrs().is_err();
    is_unknown.then_some("the host name has no address")
}

/// Returns whether the server has a session.
fn has_session(client: &mut Client, wanted: Session) -> Result<bool, postgres::Error> {
    let (question, answer) = match wanted {
        Session::Any | Session::PreferStandby => return Ok(true),
        Session::ReadWrite => ("SHOW transaction_read_only", "off"),
        Session::ReadOnly => ("SHOW transaction_read_only", "on"),
        Session::Primary => ("SELECT pg_catalog.pg_is_in_recovery()", "f"),
        Session::Standby => ("SELECT pg_catalog.pg_is_in_recovery()", "t"),
    };
    let is_answer = |message: &SimpleQueryMessage| match message {
        SimpleQueryMessage::Row(row) => row.get(0) == Some(answer),
        _ => false,
    };
    Ok(client.simple_query(question)?.iter().any(is_answer))
}

/// Returns the error of a connection that failed.
fn connection_error(url: &ConnectionUrl, error: postgres::Error, is_encrypted: bool) -> Error {
    let at = url.to_string();
    if let Some(answer) = error.as_db_error() {
        return match refused_by_server(url, answer, is_encrypted) {
            Some(known) => known,
            None if is_about_token(url, answer) => {
                let user = url.user().to_owned();
                Error::Database(DatabaseError::TokenRefused { at, user, source: cause(error) })
            }
            None => rejection(at, &answer.code().clone(), error),
        };
    }
    match find::<Refusal>(&error) {
        Some(Refusal::NotOffered) => return Error::Tls(TlsError::NotOffered { at }),
        Some(Refusal::Login(why)) => return Error::Database(DatabaseError::LoginNotAnswered { at, why: why.clone() }),
        Some(why) => return unreachable(url, &why.to_string()),
        None => {}
    }
    match find::<rustls::Error>(&error) {
        Some(rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        )) => Error::Tls(TlsError::WrongHost { at, source: cause(error) }),
        Some(rustls::Error::InvalidCertificate(why)) if is_about_time(why) => {
            Error::Tls(TlsError::Invalid { at, source: cause(error) })
        }
        Some(rustls::Error::InvalidCertificate(_)) => Error::Tls(TlsError::Untrusted { at, source: cause(error) }),
        _ => Error::Database(DatabaseError::Unreachable { at, source: cause(error) }),
    }
}

/// Returns whether a server refused the token of a sign-in by IAM. RDS checks the token with PAM. It refuses a user without `rds_iam`
/// itself.
fn is_about_token(url: &ConnectionUrl, answer: &DbError) -> bool {
    let codes = [SqlState::INVALID_PASSWORD, SqlState::INVALID_AUTHORIZATION_SPECIFICATION];
    url.is_by_iam() && codes.contains(answer.code())
}

/// Returns the error of a server that refuses a connection, if its code has an error of its own. The server's message is in the
/// server's language, but the name of the routine that refused is not.
/// Source: PostgreSQL, "Error Codes" and "Error and Notice Message Fields".
fn refused_by_server(url: &ConnectionUrl, answer: &DbError, is_encrypted: bool) -> Option<Error> {
    let at = url.to_string();
    let what = match (answer.code(), answer.routine()) {
        (&SqlState::INVALID_AUTHORIZATION_SPECIFICATION, Some("ClientAuthentication")) => {
            return Some(Error::Database(DatabaseError::NotAdmitted { at, is_encrypted }));
        }
        (&SqlState::INVALID_CATALOG_NAME, _) => return Some(no_database(url)),
        (&SqlState::TOO_MANY_CONNECTIONS, Some("InitializeSessionUserId")) => "connections for this role",
        (&SqlState::TOO_MANY_CONNECTIONS, Some("CheckMyDatabase")) => "connections for this database",
        (&SqlState::TOO_MANY_CONNECTIONS, _) => "connections",
        (&SqlState::DISK_FULL, _) => "disk space",
        (&SqlState::OUT_OF_MEMORY, _) => "memory",
        _ => return None,
    };
    Some(Error::Database(DatabaseError::Exhausted { at, what }))
}

/// Returns whether a certificate is expired, not valid yet, or revoked. Another root would not help then.
fn is_about_time(why: &CertificateError) -> bool {
    use CertificateError::{Expired, ExpiredContext, NotValidYet, NotValidYetContext, Revoked};
    matches!(why, Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. } | Revoked)
}

/// Returns the first error of a type in the chain of causes.
fn find<T: std::error::Error + 'static>(error: &postgres::Error) -> Option<&T> {
    causes(error).find_map(|cause| match cause.downcast_ref::<std::io::Error>() {
        // `source` of an I/O error skips the error that it wraps.
        Some(io) => io.get_ref()?.downcast_ref(),
        None => cause.downcast_ref(),
    })
}
