//! How a table is read: the options that scan, export, diff and repair share.

use crate::cli::error::Failure;
use cruddur::ddb::{RateLimit, Segment};

// The capacity limit. No doc comment: clap would take it for what the whole command does.
#[derive(Debug, clap::Args)]
pub struct MaxRcu {
    /// Consume at most this many read capacity units a second, as DynamoDB counts them
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u32).range(1..))]
    max_rcu: Option<u32>,
}

impl MaxRcu {
    /// Returns the limit, or none if the option is not given.
    pub fn rate_limit(&self) -> anyhow::Result<RateLimit> {
        rate_limit(self.max_rcu)
    }
}

// The parallel segments of a scan. No doc comment either.
#[derive(Debug, clap::Args)]
pub struct Segments {
    /// Read this many segments of the table in parallel
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    segments: u16,
}

impl Segments {
    /// Returns how many segments are read in parallel.
    pub fn count(&self) -> usize {
        self.segments.into()
    }
}

// What scan and export take. No doc comment either.
#[derive(Debug, clap::Args)]
pub struct Reading {
    #[command(flatten)]
    segments: Segments,
    /// Read only this segment, counted from 0, of the segments in --of: several machines can share a table
    #[arg(long, value_name = "I", requires = "of", conflicts_with = "segments")]
    segment: Option<u32>,
    /// The number of segments that the machines divide the table into
    #[arg(long, value_name = "N", requires = "segment", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    of: Option<u32>,
    #[command(flatten)]
    max_rcu: MaxRcu,
}

impl Reading {
    /// Returns how many segments the table is divided into.
    pub fn segments(&self) -> usize {
        self.of.map_or(self.segments.count(), |of| of as usize)
    }

    /// Returns the segments that are read, or `None` for all.
    pub fn selected(&self) -> anyhow::Result<Option<Vec<Segment>>> {
        match (self.segment, self.of) {
            (Some(segment), Some(of)) if segment < of => {
                Ok(Some(vec![Segment { index: segment as usize, start: None }]))
            }
            (Some(segment), Some(of)) => Err(Failure::usage(
                format!("there is no segment {segment} of {of}"),
                format!("the segments are numbered from 0 to {}", of - 1),
            )),
            _ => Ok(None),
        }
    }

    /// Returns the capacity limit.
    pub fn rate_limit(&self) -> anyhow::Result<RateLimit> {
        self.max_rcu.rate_limit()
    }
}

/// Returns a limit of this many units a second, or no limit.
pub fn rate_limit(units: Option<u32>) -> anyhow::Result<RateLimit> {
    Ok(units.map(|units| RateLimit::per_second(f64::from(units))).transpose()?.unwrap_or(RateLimit::NONE))
}
