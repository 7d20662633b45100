//! Reads every item of the table by a parallel scan. Each segment holds one page at a time.

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

/// A segment of a parallel scan, and where it starts.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The number of the segment, from 0.
    pub index: usize,
    /// The key after which it starts; `None` for its beginning.
    pub start: Option<Item>,
}

/// What to scan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScanRequest {
    /// The number of segments, at least 1.
    pub segments: usize,
    /// The segments to read, in parallel; `None` for all of them from their beginning.
    pub selected: Option<Vec<Segment>>,
    /// How many items the caller wants in all; `None` for all items. It limits a page.
    pub limit: Option<usize>,
    /// The expression that items must match; `None` for all items.
    pub filter: Option<Filter>,
    /// Whether reads are strongly consistent, which takes twice the read capacity.
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
    /// The number of its segment, from 0.
    pub segment: usize,
    /// The key after which the segment continues; `None` at its end.
    pub next: Option<Item>,
}

impl Table {
    /// Starts a scan, and returns a receiver of its pages. Dropping the receiver ends the scan. An error is the last value.
    ///
    /// Pages of different segments come in no order. Each item comes once.
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
                    // If the receiver was dropped, the error is not needed.
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
        // Scan counts the items of a page before it filters them, so with a filter the limit says nothing of a page.
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

/// Names the filter in the error of a request that was refused for its form: nothing else in it comes from the user.
fn about_filter(error: Error, filtered: bool) -> Error {
    match error {
        Error::Service { code, message, .. } if filtered && code == "ValidationException" => {
            Error::BadExpression { what: "the filter expression", message }
        }
        other => other,
    }
}
