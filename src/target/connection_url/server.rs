//! The servers of a connection string: hosts, addresses and ports.

use super::settings::Settings;
use crate::error::Result;
use std::net::IpAddr;

/// The default port.
const PORT: u16 = 5432;

/// A server that may have the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    /// A host name, an address, or the directory of a Unix socket. Empty if only `address` is given.
    pub(crate) host: String,
    /// The address to connect to instead of looking up the host (`hostaddr`).
    pub(crate) address: Option<IpAddr>,
    pub(crate) port: u16,
}

impl Server {
    /// Returns whether the connection is a Unix socket, which does not use the network.
    pub(crate) fn is_socket(&self) -> bool {
        self.address.is_none() && self.host.starts_with('/')
    }

    /// Returns whether the server is at a Unix socket or a loopback address.
    pub(crate) fn is_on_this_machine(&self) -> bool {
        let address = self.address.or_else(|| self.host.parse().ok());
        match address {
            Some(address) => address.to_canonical().is_loopback(),
            None => self.is_socket() || self.host == "localhost",
        }
    }
}

/// Reads the servers from the lists of hosts, addresses and ports.
pub(super) fn servers(settings: &Settings<'_>) -> Result<Vec<Server>> {
    let list = |name: &str| settings.get(name).map(|value| value.split(',').collect::<Vec<&str>>());
    let (hosts, addresses, ports) = (list("host"), list("hostaddr"), list("port"));
    let count = addresses.as_ref().or(hosts.as_ref()).map_or(1, Vec::len);
    if hosts.as_ref().is_some_and(|hosts| hosts.len() != count) {
        return Err(settings.wrong("hostaddr", "does not have as many addresses as there are hosts"));
    }
    if ports.as_ref().is_some_and(|ports| ports.len() != 1 && ports.len() != count) {
        return Err(settings.wrong("port", "does not have as many ports as there are hosts"));
    }
    let item = |list: &Option<Vec<&str>>, at: usize| {
        list.as_ref().and_then(|list| list.get(at).copied()).unwrap_or("").to_owned()
    };
    (0..count)
        .map(|at| {
            let at_port = if ports.as_ref().is_some_and(|ports| ports.len() == 1) { 0 } else { at };
            server(settings, item(&hosts, at), &item(&addresses, at), &item(&ports, at_port))
        })
        .collect()
}

fn server(settings: &Settings<'_>, host: String, address: &str, port: &str) -> Result<Server> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-_.:%".contains(c);
    if !host.starts_with('/') && !host.chars().all(is_name) {
        return Err(settings.wrong(
            "host",
            "has a character that no host name has: if it belongs to the password, percent-encode the password (@ is %40, / is %2F)",
        ));
    }
    let address = match address {
        "" => None,
        address => Some(address.parse().map_err(|_| settings.wrong("hostaddr", "is not an IP address"))?),
    };
    if host.is_empty() && address.is_none() {
        return Err(settings.wrong("host", "is not set: name one, or the directory of a Unix socket"));
    }
    let port = match port.trim() {
        "" => PORT,
        port => port.parse().ok().filter(|port| *port > 0).ok_or_else(|| {
            settings.wrong(
                "port",
                "is not a number from 1 to 65535: if it belongs to the password, percent-encode the password",
            )
        })?,
    };
    Ok(Server { host, address, port })
}
