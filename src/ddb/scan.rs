//! Reads every item of the table by a parallel scan. Each segment holds one page at a time. Segments are read on several threads.

use super::lines::{LineFormat, LineReader, Lines};
use super::{Item, Table};
use crate::error::Result;
use crate::pages::Pages;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, Select};
use std::collections::HashMap;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

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
    /// The form in which the items are returned as lines; `None` for items.
    pub lines: Option<LineFormat>,
    /// Whether the items are only counted.
    pub is_count: bool,
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
    /// The items that are lines, if [`ScanRequest::lines`] asks for lines.
    pub lines: Lines,
    /// The items that are not lines. With [`ScanRequest::lines`], those of an answer that is not written as DynamoDB writes it.
    pub items: Vec<Item>,
    /// How many items were counted and not returned, if [`ScanRequest::is_count`] is set.
    pub counted: usize,
    /// The read capacity units that the page consumed.
    pub consumed: f64,
    /// The number of its segment, from 0.
    pub segment: usize,
    /// The key after which the segment continues; `None` at its end.
    pub next: Option<Item>,
}

impl ScanPage {
    /// The number of items in the page.
    pub fn count(&self) -> usize {
        self.lines.items + self.items.len() + self.counted
    }
}

/// What reads segments of a table, and where their pages go.
#[derive(Clone)]
struct Segments {
    table: Table,
    request: ScanRequest,
    /// How many segments are read in parallel.
    at_once: usize,
    pages: mpsc::Sender<Result<ScanPage>>,
}

impl Table {
    /// Starts a scan, and returns a receiver of its pages. Dropping the receiver ends the scan. An error is the last value.
    ///
    /// Pages of different segments come in no order. Each item comes once.
    pub fn scan(&self, request: &ScanRequest) -> mpsc::Receiver<Result<ScanPage>> {
        let (pages, received) = mpsc::channel(1);
        let all = request.all_segments();
        let at_once = all.len();
        let segments = Segments { table: self.clone(), request: request.clone(), at_once, pages };
        match self.scan_threads(at_once) {
            1 => drop(segments.start(all)),
            threads => segments.start_on_threads(all, threads),
        }
        received
    }

    /// Returns how many threads read segments. One segment needs none of its own. The embedded engine answers one request at a time.
    fn scan_threads(&self, segments: usize) -> usize {
        if self.is_exclusive() {
            return 1;
        }
        std::thread::available_parallelism().map_or(1, usize::from).min(segments).max(1)
    }
}

impl Segments {
    /// Reads each segment by a task of this runtime.
    fn start(&self, segments: Vec<Segment>) -> Vec<JoinHandle<()>> {
        segments.into_iter().map(|segment| tokio::spawn(self.clone().read_or_report(segment))).collect()
    }

    /// Divides the segments between threads, each with a runtime of its own.
    fn start_on_threads(self, segments: Vec<Segment>, threads: usize) {
        let mut shares = vec![Vec::new(); threads];
        for (at, segment) in segments.into_iter().enumerate() {
            shares[at % threads].push(segment);
        }
        for share in shares {
            let own = self.clone();
            tokio::task::spawn_blocking(move || own.read_on_this_thread(share));
        }
    }

    fn read_on_this_thread(self, segments: Vec<Segment>) {
        let read = async {
            let tasks = self.start(segments);
            // The pages end when no task has a sender.
            drop(self);
            for task in tasks {
                // A task reports what it fails with.
                task.await.ok();
            }
        };
        match tokio::runtime::Builder::new_current_thread().enable_all().build() {
            Ok(runtime) => runtime.block_on(read),
            // Too many files are open. The caller's runtime does it too.
            Err(_) => tokio::runtime::Handle::current().block_on(read),
        }
    }

    /// Reads a segment. An error is its last page.
    async fn read_or_report(self, segment: Segment) {
        let pages = self.pages.clone();
        let read = tokio::spawn(async move {
            tokio::select! {
                // If the receiver was dropped, the rest is not needed.
                () = self.pages.closed() => Ok(()),
                read = self.read(segment) => read,
            }
        });
        if let Err(error) = read.await.unwrap_or_else(|panic| Err(panic.into())) {
            pages.send(Err(error)).await.ok();
        }
    }

    async fn read(&self, Segment { index, mut start }: Segment) -> Result<()> {
        let Self { table, request, at_once, pages } = self;
        // Scan counts the items of a page before it filters them, so with a filter the limit says nothing of a page.
        let whole = table.page_of(request.limit.filter(|_| request.filter.is_none()));
        let mut tokens = Pages::of("Scan", &table.table);
        loop {
            let page = whole.into_iter().chain(table.read_limit.items(*at_once)).min();
            let reserved = table.read_limit.reserve(page.and_then(|items| items.try_into().ok()).unwrap_or(0)).await;
            let mut scan = table
                .client
                .scan()
                .table_name(&table.table)
                .return_consumed_capacity(ReturnConsumedCapacity::Total)
                .set_limit(page)
                .set_consistent_read(request.is_consistent.then_some(true))
                .set_select(request.is_count.then_some(Select::Count))
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
            let reader = request.lines.map(|format| LineReader::new(format, table.schema.attribute_order));
            let sent = async {
                match reader.clone() {
                    Some(reader) => scan.customize().interceptor(reader).send().await,
                    None => scan.send().await,
                }
            };
            let reply = table.service.call("Scan", &table.table, sent).await;
            let reply = reply.map_err(|error| match request.filter {
                Some(_) => error.about("ValidationException", "the filter expression"),
                None => error,
            })?;
            let consumed = reply.consumed_capacity.and_then(|capacity| capacity.capacity_units).unwrap_or_default();
            reserved.settle(reply.scanned_count.try_into().unwrap_or(0), consumed);
            let (items, lines) =
                (reply.items.unwrap_or_default(), reader.map(|reader| reader.take()).unwrap_or_default());
            let counted = if request.is_count { reply.count.try_into().unwrap_or(0) } else { 0 };
            let mut page = ScanPage { lines, items, counted, consumed, segment: index, next: None };
            start = tokens.next(reply.last_evaluated_key, reply.scanned_count == 0 && page.count() == 0)?;
            page.next.clone_from(&start);
            if pages.send(Ok(page)).await.is_err() || start.is_none() {
                return Ok(());
            }
        }
    }
}
