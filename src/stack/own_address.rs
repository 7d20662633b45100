//! The address of this machine, as AWS sees it.

use super::Location;
use crate::aws::{Route, Service, fetch};
use crate::error::{Result, StackError};
use crate::event::Observer;
use std::net::Ipv4Addr;

/// The limit of an answer, in bytes. An address has up to 15.
const MAX_ANSWER: usize = 1 << 10;

/// Asks AWS for the IPv4 address of this machine. Source: EC2 user guide, "Add rules to a security group", which names the address
/// `https://checkip.amazonaws.com`.
///
/// # Errors
/// [`StackError::NoAddress`]
pub async fn own_address(location: &Location, observer: Observer) -> Result<Ipv4Addr> {
    let endpoint = location.check_ip()?;
    let at = endpoint.to_string();
    let service = Service { name: "checkip.amazonaws.com", at: at.clone(), region: None, observer };
    let answer = fetch(&service, &location.access, &endpoint, "/", "GetAddress", MAX_ANSWER, Route::Direct).await;
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return Err(StackError::NoAddress { at, source: Some(error.into()) }.into()),
    };
    let address = std::str::from_utf8(&answer).ok().and_then(|text| text.trim().parse().ok());
    address.filter(|address| is_public(*address)).ok_or_else(|| StackError::NoAddress { at, source: None }.into())
}

/// Whether an address can be one of the internet. Source: IANA IPv4 special-purpose address registry.
fn is_public(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    let is_shared = first == 100 && second & 0xc0 == 64;
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || first == 0
        || first >= 240
        || is_shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_public_address_is_taken() {
        for address in ["203.0.113.7", "8.8.8.8", "100.128.0.1", "172.32.0.1"] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        for address in [
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "127.0.0.1",
            "0.0.0.0",
            "100.64.0.1",
            "169.254.1.1",
            "255.255.255.255",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }
}
