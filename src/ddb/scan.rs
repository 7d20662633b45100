//! Every item of the table, page after page, in parallel segments, each of which holds one page at a time.

use super::{Item, Table};
use crate::error::{Error, Result};
use crate::pages::Pages;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use std::collections::HashMap;
use tokio::sync::mpsc;

/// An expression that items must match. Source: DynamoDB developer guide, "Filter expressions for scan".
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// The expression, such as `#h = :h`.
    pub expression: String,
    /// What `#h` stands for.
    pub names: HashMap<String, String>,
    /// What `:h` stands for.
    pub values: HashMap<String, AttributeValue>,
}

/// A segment of a parallel scan, and where in it to start.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Which segment, from 0.
    pub index: usize,
    /// The key behind which it goes on; `None` for its beginning.
    pub start: Option<Item>,
}

/// What to scan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScanRequest {
    /// How many segments the table is read in, at least 1.
    pub segments: usize,
    /// Which of them to read, in parallel, and from where; `None` for all of them from their beginning.
    pub selected: Option<Vec<Segment>>,
    /// How many items to return in all; `None` for every one.
    pub limit: Option<usize>,
    /// Which items; `None` for every one.
    pub filter: Option<Filter>,
    /// Whether each page has everything that was written before it was read, for twice the read capacity.
    pub is_consistent: bool,
}

impl ScanRequest {
    /// The segments to read.
    pub(crate) fn all_segments(&self) -> Vec<Segment> {
        let all = || (0..self.segments.max(1)).map(|index| Segment { index, start: None }).collect();
        self.selected.clone().unwrap_or_else(all)
    }
}

/// A page of items.
#[derive(Debug, Clone, Default)]
pub struct ScanPage {
    /// The items.
    pub items: Vec<Item>,
    /// The read capacity units that the page consumed.
    pub consumed: f64,
    /// The segment that it is of, from 0.
    pub segment: usize,
    /// The key behind which the segment goes on; `None` where it ends.
    pub next: Option<Item>,
}

impl Table {
    /// Starts a scan and returns its pages as they come. Dropping the receiver ends it; an error is its last value.
    ///
    /// The pages come in no order across segments, and each item comes once.
    pub fn scan(&self, request: &ScanRequest) -> mpsc::Receiver<Result<ScanPage>> {
        let (pages, received) = mpsc::channel(1);
        let segments = request.all_segments();
        let at_once = segments.len();
        for segment in segments {
            let (table, request, pages) = (self.clone(), request.clone(), pages.clone());
            tokio::spawn(async move {
                let to = pages.clone();
                let read = tokio::spawn(async move { table.scan_segment(&request, segment, at_once, &to).await });
                if let Err(error) = read.await.unwrap_or_else(|panic| Err(panic.into())) {
                    // The receiver may be gone: then nobody asks any more.
                    pages.send(Err(error)).await.ok();
                }
            });
        }
        received
    }

    async fn scan_segment(
        &self,
        request: &ScanRequest,
        Segment { index, mut start }: Segment,
        at_once: usize,
        pages: &mpsc::Sender<Result<ScanPage>>,
    ) -> Result<()> {
        // A page's size counts items before the filter, so with one it cannot follow from the limit.
        let whole = self.page_of(request.limit.filter(|_| request.filter.is_none()));
        let mut tokens = Pages::of("Scan", &self.table);
        loop {
            let page = whole.into_iter().chain(self.read_limit.items(at_once)).min();
            let reserved = self.read_limit.reserve(page.and_then(|items| items.try_into().ok()).unwrap_or(0)).await;
            let mut scan = self
                .client
                .scan()
                .table_name(&self.table)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .set_limit(page)
                .set_consistent_read(request.is_consistent.then_some(true))
                .set_exclusive_start_key(start);
            if request.segments > 1 {
                scan = scan.segment(index as i32).total_segments(request.segments as i32);
            }
            if let Some(filter) = &request.filter {
                scan = scan
                    .filter_expression(&filter.expression)
                    .set_expression_attribute_names(Some(filter.names.clone()).filter(|names| !names.is_empty()))
                    .set_expression_attribute_values(Some(filter.values.clone()).filter(|values| !values.is_empty()));
            }
            let reply = self.service.call("Scan", &self.table, scan.send()).await;
            let reply = reply.map_err(|error| about_filter(error, request.filter.is_some()))?;
            let consumed = reply.consumed_capacity.and_then(|capacity| capacity.capacity_units).unwrap_or_default();
            reserved.settle(reply.scanned_count.try_into().unwrap_or(0), consumed);
            let items = reply.items.unwrap_or_default();
            start = tokens.next(reply.last_evaluated_key, reply.scanned_count == 0 && items.is_empty())?;
            let page = ScanPage { items, consumed, segment: index, next: start.clone() };
            if pages.send(Ok(page)).await.is_err() || start.is_none() {
                return Ok(());
            }
        }
    }
}

/// A request that is refused for its form has no other part that a person wrote than the filter.
fn about_filter(error: Error, filtered: bool) -> Error {
    match error {
        Error::Service { code, message, .. } if filtered && code == "ValidationException" => {
            Error::BadExpression { what: "the filter expression", message }
        }
        other => other,
    }
}
