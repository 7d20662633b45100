//! `--query`: applies a JMESPath expression to the output of a command, in bounded memory.
//!
//! The crate parses the expression and provides the functions. Its interpreter has no limits, so the tree is evaluated here:
//! each step counts the memory that it adds before it adds it.

use crate::cli::error::Failure;
use jmespath::ast::Ast;
use jmespath::functions::Function;
use jmespath::{Context, DEFAULT_RUNTIME, ErrorReason, JmespathError, Rcvar, RuntimeError, Variable};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::rc::Rc;

/// The limit of an expression, in bytes.
const MAX_EXPRESSION: usize = 4 << 10;

/// The limit of operators in an expression. Each may add a level of recursion to the parser, which has no limit of its own.
const MAX_OPERATORS: usize = 256;

/// The characters of operators. Every operator has at least one of them.
const OPERATORS: &[u8] = b"([{!&|.*=<>";

/// The limit of the memory for the rows that an expression is applied to, in bytes.
const MAX_DATA: usize = 32 << 20;

/// The limit of the memory that the evaluation adds, in bytes.
const MAX_ADDED: usize = 24 << 20;

/// The limit of a result as JSON text, in bytes. A value is in memory once, but may be in the result many times.
const MAX_RESULT: usize = 16 << 20;

/// The memory of a value, without its text and its members, in bytes.
const NODE: usize = size_of::<Variable>() + 2 * size_of::<usize>();

/// The memory of an element of an array, and of a member of an object without its name, in bytes.
const ELEMENT: usize = size_of::<Rcvar>();
const MEMBER: usize = 64;

/// The hint for an invalid query.
const HINT: &str = "a query is JMESPath, such as '[].handle' or 'length(@)'; jmespath.org explains it";

/// The hint for a query that needs too much memory.
const NARROWER: &str = "select fewer rows with --limit or a filter, or pipe --output jsonl into jq";

/// A parsed expression.
pub struct Query {
    text: String,
    tree: Ast,
}

/// The rows that an expression is applied to.
pub(super) struct Rows {
    rows: Vec<Rcvar>,
    room: Room,
}

/// How much memory may still be added, in bytes.
struct Room(usize);

/// Why an evaluation has no result.
enum Stop {
    Error(JmespathError),
    Full,
}

impl From<JmespathError> for Stop {
    fn from(error: JmespathError) -> Self {
        Self::Error(error)
    }
}

impl Room {
    fn take(&mut self, bytes: usize) -> Result<(), Stop> {
        self.0 = self.0.checked_sub(bytes).ok_or(Stop::Full)?;
        Ok(())
    }
}

impl Rows {
    pub(super) fn new() -> Self {
        Self { rows: Vec::new(), room: Room(MAX_DATA) }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// A usage failure if there are more rows than a query may hold.
    pub(super) fn push(&mut self, row: Value) -> anyhow::Result<()> {
        self.rows.push(variable(row, &mut self.room).map_err(|_| too_much())?);
        Ok(())
    }
}

fn too_much() -> anyhow::Error {
    let what = format!("--query: the rows take more than {} MiB of memory, the limit of a query", MAX_DATA >> 20);
    Failure::usage(what, NARROWER.to_owned())
}

/// Converts a value into the type of the functions.
fn variable(value: Value, room: &mut Room) -> Result<Rcvar, Stop> {
    room.take(NODE)?;
    Ok(Rcvar::new(match value {
        Value::Null => Variable::Null,
        Value::Bool(truth) => Variable::Bool(truth),
        Value::Number(number) => Variable::Number(number),
        Value::String(text) => {
            room.take(text.len())?;
            Variable::String(text)
        }
        Value::Array(values) => {
            room.take(values.len() * ELEMENT)?;
            Variable::Array(values.into_iter().map(|value| variable(value, room)).collect::<Result<_, _>>()?)
        }
        Value::Object(members) => {
            let mut object = BTreeMap::new();
            for (name, value) in members {
                room.take(MEMBER + name.len())?;
                object.insert(name, variable(value, room)?);
            }
            Variable::Object(object)
        }
    }))
}

impl Query {
    /// Parses an expression.
    ///
    /// # Errors
    /// A usage failure.
    pub fn compile(text: &str) -> anyhow::Result<Self> {
        let refused = |why: String| Failure::usage(format!("--query: {why}"), HINT.to_owned());
        if text.len() > MAX_EXPRESSION {
            return Err(refused(format!("the expression is longer than {} KiB", MAX_EXPRESSION >> 10)));
        }
        if text.bytes().filter(|byte| OPERATORS.contains(byte)).count() > MAX_OPERATORS {
            return Err(refused(format!("the expression has more than {MAX_OPERATORS} operators")));
        }
        let tree = jmespath::parse(text).map_err(|error| refused(first_line(&error)))?;
        Ok(Self { text: text.to_owned(), tree })
    }

    /// Applies the expression to the rows of a list.
    ///
    /// # Errors
    /// A usage failure.
    pub(super) fn apply_to_rows(&self, rows: Rows) -> anyhow::Result<Rcvar> {
        self.apply(&Rcvar::new(Variable::Array(rows.rows)))
    }

    /// Applies the expression to one value.
    ///
    /// # Errors
    /// A usage failure.
    pub(super) fn apply_to(&self, value: Value) -> anyhow::Result<Rcvar> {
        self.apply(&variable(value, &mut Room(MAX_DATA)).map_err(|_| too_much())?)
    }

    fn apply(&self, data: &Rcvar) -> anyhow::Result<Rcvar> {
        let context = Context::new(&self.text, &DEFAULT_RUNTIME);
        let mut evaluation = Evaluation { context, room: Room(MAX_ADDED) };
        let found = evaluation.node(data, &self.tree).and_then(|found| length(&found).map(|_| found));
        found.map_err(|stop| match stop {
            Stop::Error(error) => Failure::usage(format!("--query: {}", first_line(&error)), HINT.to_owned()),
            Stop::Full => {
                let what = format!("--query: the result is larger than {} MiB, the limit of a query", MAX_RESULT >> 20);
                Failure::usage(what, NARROWER.to_owned())
            }
        })
    }
}

/// Returns the message of an error, without the expression that follows it.
fn first_line(error: &JmespathError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

/// Returns the length of a value as JSON text, in bytes. A value is counted each time it occurs in another one.
fn length(value: &Variable) -> Result<usize, Stop> {
    let mut counter = Counter(0);
    serde_json::to_writer(&mut counter, value).map_err(|_| Stop::Full)?;
    Ok(counter.0)
}

struct Counter(usize);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        if self.0 > MAX_RESULT { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The evaluation of an expression.
struct Evaluation<'a> {
    context: Context<'a>,
    room: Room,
}

impl Evaluation<'_> {
    /// Returns the value of a node of the tree.
    /// Source: JMESPath specification, "Grammar" and the sections after it.
    fn node(&mut self, data: &Rcvar, node: &Ast) -> Result<Rcvar, Stop> {
        Ok(match node {
            Ast::Identity { .. } => data.clone(),
            Ast::Field { name, .. } => data.get_field(name),
            Ast::Index { idx, .. } => match usize::try_from(*idx) {
                Ok(at) => data.get_index(at),
                Err(_) => data.get_negative_index(idx.unsigned_abs() as usize),
            },
            Ast::Literal { value, .. } => value.clone(),
            Ast::Subexpr { lhs, rhs, .. } => {
                let left = self.node(data, lhs)?;
                self.node(&left, rhs)?
            }
            Ast::Or { lhs, rhs, .. } => {
                let left = self.node(data, lhs)?;
                if left.is_truthy() { left } else { self.node(data, rhs)? }
            }
            Ast::And { lhs, rhs, .. } => {
                let left = self.node(data, lhs)?;
                if left.is_truthy() { self.node(data, rhs)? } else { left }
            }
            Ast::Not { node, .. } => Rcvar::new(Variable::Bool(!self.node(data, node)?.is_truthy())),
            Ast::Condition { predicate, then, .. } => {
                if self.node(data, predicate)?.is_truthy() {
                    self.node(data, then)?
                } else {
                    null()
                }
            }
            Ast::Comparison { comparator, lhs, rhs, .. } => {
                let (left, right) = (self.node(data, lhs)?, self.node(data, rhs)?);
                check_comparable(&[&left, &right])?;
                left.compare(comparator, &right).map_or_else(null, |truth| Rcvar::new(Variable::Bool(truth)))
            }
            Ast::ObjectValues { node, .. } => match self.node(data, node)?.as_object() {
                Some(object) => self.list(object.values().cloned())?,
                None => null(),
            },
            Ast::Projection { lhs, rhs, .. } => {
                let left = self.node(data, lhs)?;
                self.projection(&left, rhs, false)?
            }
            Ast::Flatten { node, .. } => match self.node(data, node)?.as_array() {
                Some(values) => self.list(values.iter().flat_map(|value| {
                    match value.as_array() {
                        Some(values) => values.as_slice(),
                        None => std::slice::from_ref(value),
                    }
                    .iter()
                    .cloned()
                }))?,
                None => null(),
            },
            Ast::Slice { start, stop, step, offset } => {
                if *step == 0 {
                    self.context.offset = *offset;
                    return Err(self.error(RuntimeError::InvalidSlice));
                }
                match data.as_array() {
                    Some(values) => self.list(slice(values, *start, *stop, *step).cloned())?,
                    None => null(),
                }
            }
            Ast::MultiList { .. } | Ast::MultiHash { .. } if data.is_null() => null(),
            Ast::MultiList { elements, .. } => {
                let mut values = Vec::new();
                for element in elements {
                    let value = self.node(data, element)?;
                    self.add(ELEMENT, &value)?;
                    values.push(value);
                }
                Rcvar::new(Variable::Array(values))
            }
            Ast::MultiHash { elements, .. } => {
                let mut object = BTreeMap::new();
                for member in elements {
                    let value = self.node(data, &member.value)?;
                    self.add(MEMBER + member.key.len(), &value)?;
                    object.insert(member.key.clone(), value);
                }
                Rcvar::new(Variable::Object(object))
            }
            Ast::Expref { ast, .. } => Rcvar::new(Variable::Expref((**ast).clone())),
            Ast::Function { name, args, offset } => {
                let args: Vec<Rcvar> = args.iter().map(|arg| self.node(data, arg)).collect::<Result<_, _>>()?;
                // The offset of the function, for its errors. Its arguments have set their own.
                self.context.offset = *offset;
                self.function(name, &args)?
            }
        })
    }

    /// Counts a value that is put into another one: its element or member, and the value itself unless it is used elsewhere
    /// too.
    fn add(&mut self, slot: usize, value: &Rcvar) -> Result<(), Stop> {
        self.room.take(if Rc::strong_count(value) == 1 { slot + NODE } else { slot })
    }

    fn list(&mut self, values: impl Iterator<Item = Rcvar>) -> Result<Rcvar, Stop> {
        let mut list = Vec::new();
        for value in values {
            self.room.take(ELEMENT)?;
            list.push(value);
        }
        Ok(Rcvar::new(Variable::Array(list)))
    }

    /// Evaluates an expression for each element of an array. Null is left out, unless `keeps_null` is set.
    fn projection(&mut self, array: &Variable, each: &Ast, keeps_null: bool) -> Result<Rcvar, Stop> {
        let Some(elements) = array.as_array() else { return Ok(null()) };
        let mut values = Vec::new();
        for element in elements {
            let value = self.node(element, each)?;
            if keeps_null || !value.is_null() {
                self.add(ELEMENT, &value)?;
                values.push(value);
            }
        }
        Ok(Rcvar::new(Variable::Array(values)))
    }

    fn function(&mut self, name: &str, args: &[Rcvar]) -> Result<Rcvar, Stop> {
        let Some(function) = DEFAULT_RUNTIME.get_function(name) else {
            return Err(self.error(RuntimeError::UnknownFunction(name.to_owned())));
        };
        let by = args.iter().find_map(|arg| arg.as_expref());
        let list = args.iter().find(|arg| arg.is_array());
        match (name, list, by) {
            ("map", Some(list), Some(each)) if args.len() == 2 && args[0].is_expref() => {
                self.projection(list, each, true)
            }
            ("sort_by" | "min_by" | "max_by", Some(list), Some(by)) if args.len() == 2 && args[1].is_expref() => {
                self.by_key(function, list, by)
            }
            _ => {
                self.room.take(added(name, args)?)?;
                Ok(function.evaluate(args, &mut self.context)?)
            }
        }
    }

    /// Calls a function that takes the key of each element from an expression. The function gets pairs of a key and an element
    /// instead.
    fn by_key(&mut self, function: &dyn Function, list: &Variable, by: &Ast) -> Result<Rcvar, Stop> {
        let mut pairs = Vec::new();
        for element in list.as_array().into_iter().flatten() {
            let key = self.node(element, by)?;
            self.room.take(ELEMENT + 2 * NODE + 2 * ELEMENT)?;
            pairs.push(Rcvar::new(Variable::Array(vec![key, element.clone()])));
        }
        let key = Ast::Index { offset: self.context.offset, idx: 0 };
        let args = [Rcvar::new(Variable::Array(pairs)), Rcvar::new(Variable::Expref(key))];
        let found = function.evaluate(&args, &mut self.context)?;
        let is_list_of_pairs = found.as_array().is_some_and(|found| found.iter().all(|pair| pair.is_array()));
        if is_list_of_pairs {
            self.list(found.as_array().into_iter().flatten().map(|pair| pair.get_index(1)))
        } else {
            Ok(found.get_index(1))
        }
    }

    fn error(&self, error: RuntimeError) -> Stop {
        JmespathError::from_ctx(&self.context, ErrorReason::Runtime(error)).into()
    }
}

fn null() -> Rcvar {
    Rcvar::new(Variable::Null)
}

/// Checks that comparing the values takes bounded time: each is shorter than a result may be.
fn check_comparable(values: &[&Variable]) -> Result<(), Stop> {
    let has_parts = |value: &&&Variable| value.is_array() || value.is_object();
    values.iter().filter(has_parts).try_for_each(|value| length(value).map(drop))
}

/// Returns the memory that a function adds, in bytes.
fn added(name: &str, args: &[Rcvar]) -> Result<usize, Stop> {
    let args = args.iter().map(|arg| &**arg);
    Ok(match name {
        "to_string" => args.map(length).sum::<Result<_, _>>()?,
        "join" => {
            let texts = args.clone().filter_map(Variable::as_array).flatten();
            let (count, bytes) = texts.fold((0, 0), |(count, bytes), text| (count + 1, bytes + text_length(text)));
            args.map(text_length).sum::<usize>() * count + bytes
        }
        "keys" | "values" | "merge" | "reverse" | "sort" | "to_array" => args.map(shallow).sum(),
        "contains" => {
            check_comparable(&args.collect::<Vec<_>>())?;
            0
        }
        _ => 0,
    })
}

fn text_length(value: &Variable) -> usize {
    value.as_string().map_or(0, String::len)
}

/// Returns the memory of a copy of a value that shares its elements, in bytes.
fn shallow(value: &Variable) -> usize {
    match value {
        Variable::Array(values) => values.len() * ELEMENT,
        Variable::Object(members) => members.keys().map(|name| MEMBER + NODE + name.len()).sum(),
        value => text_length(value),
    }
}

/// Returns a slice of an array. The crate's own slice overflows with a large step.
fn slice(values: &[Rcvar], start: Option<i32>, stop: Option<i32>, step: i32) -> impl Iterator<Item = &Rcvar> {
    let (length, step) = (i64::try_from(values.len()).unwrap_or(i64::MAX), i64::from(step));
    let end = move |at: i32| {
        let at = i64::from(at);
        let at = if at < 0 { at + length } else { at };
        if step > 0 { at.clamp(0, length) } else { at.clamp(-1, length - 1) }
    };
    let (first, last) = match step > 0 {
        true => (start.map_or(0, end), stop.map_or(length, end)),
        false => (start.map_or(length - 1, end), stop.map_or(-1, end)),
    };
    let is_before = move |at: &i64| if step > 0 { *at < last } else { *at > last };
    let indexes = std::iter::successors(Some(first), move |at| Some(at + step)).take_while(is_before);
    indexes.filter_map(|at| values.get(usize::try_from(at).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn data() -> Value {
        json!([
            { "a": 3, "t": "x", "l": [1, 2, [3]], "o": { "k": "v", "n": null } },
            { "a": 1, "t": "yy", "l": [], "o": {} },
            { "a": 2, "t": "", "l": [4], "o": { "k": "w" } },
            { "t": null },
        ])
    }

    fn ours(text: &str, data: Value) -> Result<Value, String> {
        let found = Query::compile(text).and_then(|query| query.apply_to(data)).map_err(|error| error.to_string())?;
        Ok(serde_json::to_value(&*found).unwrap())
    }

    #[test]
    fn it_is_evaluated_as_by_the_crate() {
        for text in [
            "@",
            "[].a",
            "[*].l",
            "[].l[]",
            "[*].l[][]",
            "[?a > `1`].t",
            "[?t == 'x' || !a].a",
            "[?a && t].a",
            "[0].o.*",
            "[0].o | keys(@)",
            "[::2].a",
            "[::-1].a",
            "[5:-9:-1].a",
            "[-2:].a",
            "[1:3].a",
            "[0].l[-1]",
            "[0].l[-7]",
            "[].{a: a, n: length(t || '')}",
            "[].[a, t]",
            "zip",
            "a.b",
            "length(@)",
            "sum([].a)",
            "sort_by([?a], &a)[].t",
            "max_by([?a], &a).t",
            "min_by([?a], &a).t",
            "max_by(`[]`, &a)",
            "sort_by(`[]`, &a)",
            "map(&a, @)",
            "map(&[a], @)",
            "join(',', [?a].t)",
            "to_string([0].l)",
            "merge([0].o, `{\"z\": 1}`)",
            "[].o.keys(@)[]",
            "reverse([].a)",
            "[0].o.values(@)",
            "not_null([3].a, [0].a)",
            "contains([].t, 'x')",
            "[?contains(l, `4`)].a",
            "type(@)",
            "to_array('x')",
            "`[1, 2]` == [0].l[:2]",
            "sort_by(@, &a)",
            "sort_by(@, 'a')",
            "map(@, &a)",
            "nope(@)",
            "length(`1`)",
            "join(@)",
            "sum(@)",
            "[::0]",
            "&a",
            "\"t\"",
            "map(&a, &a)",
            "min_by(&a, @)",
            "to_number('7')",
            "[].a | [0]",
            "sort([].t)",
            "avg([].a)",
            "max([].a)",
        ] {
            let theirs = jmespath::compile(text).map_err(|error| error.to_string()).and_then(|query| {
                let found = query.search(data()).map_err(|error| error.to_string())?;
                Ok(serde_json::to_value(&*found).unwrap())
            });
            let theirs = theirs.map_err(|error| format!("--query: {}", error.lines().next().unwrap()));
            assert_eq!(ours(text, data()), theirs, "{text}");
        }
    }

    #[test]
    fn a_slice_with_a_large_step_has_an_end() {
        assert_eq!(ours("[1::2147483647].a", data()), Ok(json!([1])));
        assert_eq!(ours("[-1::-2147483647].t", data()), Ok(json!([])));
        assert_eq!(ours("[-2147483647:2147483647].a", data()), Ok(json!([3, 1, 2])));
    }

    #[test]
    fn no_expression_makes_more_than_there_is_room_for() {
        let repeated = |text: &str| vec![text; 40].join(" | ");
        for text in [
            repeated("[@, @]"),
            repeated("[@, @][]"),
            repeated("{a: @, b: @}"),
            repeated("[@, @][*]"),
            repeated("map(&[@, @], [@, @])"),
            format!("{} | to_string(@)", repeated("[@, @]")),
            format!("{} | @ == @", repeated("[@, @]")),
            format!("{} | contains(@, @)", repeated("[@, @]")),
            format!("'text' | {}", repeated("join('', [@, @])")),
            format!("'text' | {}", repeated("join(@, ['', '', @])")),
            format!("'text' | {}", repeated("to_string([@, @])")),
            format!("sort_by(@, &({} | to_string(@)))", repeated("[@, @]")),
            format!("[*].[{}]", repeated("[@, @][]")),
        ] {
            let why = ours(&text, data()).unwrap_err();
            assert_eq!(why, "--query: the result is larger than 16 MiB, the limit of a query", "{text}");
        }
    }

    /// Runs on a stack as large as that of the main thread, which evaluates the expressions of the program.
    #[test]
    fn an_expression_has_a_limit_before_it_is_parsed() {
        let thread = std::thread::Builder::new().stack_size(8 << 20).spawn(expressions_at_the_limit).unwrap();
        thread.join().unwrap();
    }

    fn expressions_at_the_limit() {
        let long = format!("'{}'", "x".repeat(MAX_EXPRESSION));
        assert_eq!(ours(&long, data()), Err("--query: the expression is longer than 4 KiB".to_owned()));
        // With the maximum number of operators the stack is large enough, whatever they are.
        for (begin, end) in [
            ("(", ")"),
            ("[", "]"),
            ("{a:", "}"),
            ("!", ""),
            ("a|", ""),
            ("a.", ""),
            ("[*]", ""),
            ("*.", ""),
            ("a[?", "]"),
            ("[]", ""),
            ("a<", ""),
            ("[@]|", ""),
            ("to_array(", ")"),
            ("[::1]", ""),
            ("map(&", ", @)"),
        ] {
            let count = MAX_OPERATORS / begin.bytes().filter(|byte| OPERATORS.contains(byte)).count();
            let text = |count: usize| {
                let inner = if begin.ends_with(']') { "" } else { "@" };
                format!("{}{inner}{}", begin.repeat(count), end.repeat(count))
            };
            Query::compile(&text(count)).and_then(|query| query.apply_to(data())).ok();
            let why = ours(&text(MAX_OPERATORS + 1), data()).unwrap_err();
            assert_eq!(why, "--query: the expression has more than 256 operators", "{begin}");
        }
    }

    #[test]
    fn rows_have_a_limit() {
        let mut rows = Rows::new();
        let row = || json!({ "text": "x".repeat(1 << 20) });
        assert!((0..31).all(|_| rows.push(row()).is_ok()));
        let why = (0..2).find_map(|_| rows.push(row()).err()).unwrap().to_string();
        assert_eq!(why, "--query: the rows take more than 32 MiB of memory, the limit of a query");
        assert!(Room(5).take(6).is_err());
    }
}
