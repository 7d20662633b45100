//! `cruddur stack open-access`

use super::args::{At, Which};
use super::deploy;
use crate::cli::context::Context;
use crate::cli::error::Failure;
use cruddur::stack::{Source, Wanted, own_address};
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// The parameters of the template.
const OPERATOR_CIDR: &str = "OperatorCidr";
const PUBLIC_DATABASE: &str = "PublicDatabase";
const VPC: &str = "VpcId";

/// The largest range that the template takes.
const SHORTEST_PREFIX: u8 = 24;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur stack open-access            # for the address of this machine
  cruddur stack open-access --cidr 203.0.113.7/32
  cruddur stack open-access --close")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// The addresses: IPv4, /24 or smaller; a single address is /32 [default: the address of this machine]
    #[arg(long, value_name = "CIDR", value_parser = cidr, conflicts_with = "close")]
    cidr: Option<String>,
    /// Let nobody connect but the functions
    #[arg(long)]
    close: bool,
}

/// Reads a range as the template takes it.
fn cidr(text: &str) -> Result<String, String> {
    let (address, prefix) = text.split_once('/').unwrap_or((text, "32"));
    let address: Ipv4Addr =
        address.parse().map_err(|_| "it takes an IPv4 address, such as 203.0.113.7/32".to_owned())?;
    match prefix.parse() {
        Ok(prefix @ SHORTEST_PREFIX..=32) => Ok(format!("{}/{prefix}", network(address, prefix))),
        _ => Err(format!("it takes a range of /{SHORTEST_PREFIX} to /32")),
    }
}

/// The first address of a range: EC2 stores no other.
fn network(address: Ipv4Addr, prefix: u8) -> Ipv4Addr {
    let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
    Ipv4Addr::from_bits(address.to_bits() & mask)
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let found = at.stack.described().await?;
    let Some(vpc) = found.parameter(VPC).filter(|_| found.parameter(OPERATOR_CIDR).is_some()) else {
        return Err(Failure::usage(
            format!("stack {} has no parameter {OPERATOR_CIDR}, so it has no users database to open", at.stack.name()),
            "--stack-name names the stack with the users database".to_owned(),
        ));
    };
    let cidr = range(context, &at, args).await?;
    let mut parameters = BTreeMap::from([(OPERATOR_CIDR.to_owned(), cidr)]);
    // In an existing VPC there may be another way to the database, such as a VPN.
    if vpc.is_empty() {
        parameters.insert(PUBLIC_DATABASE.to_owned(), (!args.close).to_string());
    }
    deploy::update(context, at, &Wanted { source: Source::Current, parameters }).await
}

/// The range that is opened, or nothing if it is closed. Without a range, AWS is asked for the address of this machine.
async fn range(context: &Context, at: &At, args: &Args) -> anyhow::Result<String> {
    if let Some(cidr) = &args.cidr {
        return Ok(cidr.clone());
    }
    if args.close {
        return Ok(String::new());
    }
    let address = own_address(&at.location, context.ui.observer()).await?;
    context.ui.status(&format!("the address of this machine is {address}; --cidr takes another"));
    Ok(format!("{address}/32"))
}

#[cfg(test)]
mod tests {
    use super::cidr;

    #[test]
    fn a_range_is_read_as_the_template_takes_it() {
        assert_eq!(cidr("203.0.113.7").as_deref(), Ok("203.0.113.7/32"));
        assert_eq!(cidr("203.0.113.7/24").as_deref(), Ok("203.0.113.0/24"));
        assert_eq!(cidr("203.0.113.7/31").as_deref(), Ok("203.0.113.6/31"));
        for text in
            ["0.0.0.0/0", "203.0.113.7/23", "203.0.113.7/33", "203.0.113", "::1/128", "a", "1.2.3.4/", "1.2.3.4/x"]
        {
            assert!(cidr(text).is_err(), "{text}");
        }
    }
}
