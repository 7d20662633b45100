//! How a whole table is read: the options that scan and export share.

use crate::cli::error::Failure;
use cruddur::ddb::{RateLimit, Segment};

// Segments, and a budget. No doc comment: clap would take it for what the whole command does.
#[derive(Debug, clap::Args)]
pub struct Reading {
    /// How many segments to read in parallel
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=1_000))]
    segments: u16,
    /// Read only this segment, from 0, of those that --of names: so several machines share a table
    #[arg(long, value_name = "I", requires = "of", conflicts_with = "segments")]
    segment: Option<u32>,
    /// Into how many segments the machines have divided the table
    #[arg(long, value_name = "N", requires = "segment", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    of: Option<u32>,
    /// The most read capacity units a second, by what the service says that pages consumed
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(u32).range(1..))]
    max_rcu: Option<u32>,
}

impl Reading {
    /// How many segments the table is read in.
    pub fn segments(&self) -> usize {
        self.of.map_or(usize::from(self.segments), |of| of as usize)
    }

    /// Which of them are read; `None` for all.
    pub fn selected(&self) -> anyhow::Result<Option<Vec<Segment>>> {
        match (self.segment, self.of) {
            (Some(segment), Some(of)) if segment < of => {
                Ok(Some(vec![Segment { index: segment as usize, start: None }]))
            }
            (Some(segment), Some(of)) => Err(Failure::usage(
                format!("there is no segment {segment} of {of}"),
                format!("they go from 0 to {}", of - 1),
            )),
            _ => Ok(None),
        }
    }

    /// What may be read in a second.
    pub fn rate_limit(&self) -> anyhow::Result<RateLimit> {
        rate_limit(self.max_rcu)
    }
}

/// A budget of so many units a second, or none.
pub fn rate_limit(units: Option<u32>) -> anyhow::Result<RateLimit> {
    Ok(units.map(|units| RateLimit::per_second(f64::from(units))).transpose()?.unwrap_or(RateLimit::NONE))
}
