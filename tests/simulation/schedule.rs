//! One schedule: the actors run until each of them has ended, and a scheduler decides at each call what happens next. Then nothing
//! fails any more, every command that did not succeed is run again, and the inboxes are repaired.

use crate::actors::{self, CALL_TIMEOUT, Desk, End, USERS_CALL};
use crate::invariants::{check_changes, check_claims, check_table, messages};
use crate::network::{Call, Network, Reset, Wire};
use crate::people::People;
use crate::plan::{Command, Damage, Fault, Name, Plan, USERS, begin};
use crate::service::{Change, Service, conflict, ok, part_of_batch, refusal};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use cruddur::db::{IdState, Users};
use cruddur::ddb::Table;
use cruddur::embedded::Reply;
use cruddur::event::Observer;
use cruddur::stores;
use cruddur::target::{Named, Request, Stores, Target};
use cruddur::timestamp::Timestamp;
use fastrand::Rng;
use futures_util::future::LocalBoxFuture;
use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinHandle, LocalSet, spawn_local};
use tokio::time::{Instant, sleep, sleep_until, timeout};

/// The most actors of a schedule, and with them the operator who repairs.
pub const MAX_ACTORS: usize = 12;
const OPERATOR: usize = MAX_ACTORS - 1;

/// The limit of the steps of a schedule. One that needs more does not end.
const MAX_STEPS: usize = 5_000;

/// How often a command is run again in a schedule, and how often at its end.
const MAX_RUNS: usize = 4;

/// How many conflicts a run must survive.
const MAX_CONFLICTS: usize = 5;

/// The time of a step: long enough that each task has come to its next call.
const STEP: Duration = Duration::from_millis(1);

/// How long to wait for a call when every task sleeps.
const IDLE: Duration = Duration::from_secs(60);

/// Why a schedule failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(pub String);

/// What a schedule did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub calls: usize,
    pub faults: usize,
    pub kills: usize,
    /// A digest of all steps.
    pub digest: u64,
    /// The steps in words, if they are wanted.
    pub steps: Vec<String>,
    /// The steps at which something went wrong.
    pub faulty: Vec<usize>,
    pub failure: Option<Failure>,
}

/// What the schedules of a thread share: what costs time to make, and keeps nothing of a schedule.
pub struct Stage {
    network: Arc<Network>,
    targets: Vec<Target>,
    tables: Vec<Table>,
    users: Users,
    people: Arc<People>,
    directory: TempDir,
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().start_paused(true).build().unwrap()
}

impl Stage {
    pub fn new() -> Self {
        // Files in memory, where there are any.
        let memory = std::path::Path::new("/dev/shm");
        let directory = match memory.is_dir() {
            true => TempDir::new_in(memory).or_else(|_| TempDir::new()).unwrap(),
            false => TempDir::new().unwrap(),
        };
        let network = Arc::new(Network::default());
        let (targets, tables, users, pool) = runtime().block_on(async {
            let (mut targets, mut tables) = (Vec::new(), Vec::new());
            let home = directory.path().join("home").display().to_string();
            let target = target(&home).await;
            for actor in 0..MAX_ACTORS {
                let wire = Wire { actor, network: Arc::clone(&network) };
                let target = target.clone().with_http_client(SharedHttpClient::new(wire));
                tables.push(stores::table(&target, crate::service::TABLE, Observer::default()).await.unwrap());
                targets.push(target);
            }
            let users = stores::users(&target, Observer::default()).await.unwrap();
            users.load_schema(false, false).await.unwrap();
            let pool = stores::user_pool(&target, Observer::default()).await.unwrap();
            (targets, tables, users, pool)
        });
        let people = Arc::new(People::new(&directory.path().join("home/users.db"), pool));
        Self { network, targets, tables, users, people, directory }
    }

    /// Runs a schedule.
    pub fn run(&self, name: &Name, wants_steps: bool) -> Report {
        cruddur::random::repeat(name.seed);
        self.network.clear();
        self.people.begin();
        let records = self.directory.path().join("actors");
        std::fs::remove_dir_all(&records).ok();
        let run = async {
            let mut schedule = Schedule::new(self, name, wants_steps);
            let ended = schedule.run().await;
            schedule.report.failure = ended.err();
            schedule.report.digest = schedule.digest.finish();
            schedule.report
        };
        // The actors run on this thread: what they do depends on nothing but the seed.
        runtime().block_on(LocalSet::new().run_until(Box::pin(run)))
    }
}

/// Returns the target of the actors: an endpoint that the network of the schedule takes the place of, and embedded users.
async fn target(home: &str) -> Target {
    let env = |name: &str| (name == "CRUDDUR_HOME").then(|| home.to_owned());
    let request = Request {
        endpoint_url: Some(Named { name: "--endpoint-url", value: "http://localhost:8000".to_owned() }),
        timeout: CALL_TIMEOUT,
        ..Request::without_options(&env)
    };
    Target::resolve(&request, Stores { messages: true, users: true, pool: true }).await.unwrap()
}

/// What became of a command so far.
enum State {
    /// It starts at a time since the beginning.
    Waits(Duration),
    Runs(JoinHandle<End>),
    Done,
    /// It did not succeed, and is run again at the end.
    Open,
}

/// A call that waits, and the step before which it is not answered.
struct Held {
    call: Call,
    until: usize,
}

struct Schedule<'a> {
    stage: &'a Stage,
    name: &'a Name,
    plan: Arc<Plan>,
    service: Arc<Mutex<Service>>,
    begin: Instant,
    base: Timestamp,
    states: Vec<State>,
    runs: Vec<usize>,
    /// The actors of which an earlier run was killed, or ended without knowing what it had done.
    in_doubt: BTreeSet<usize>,
    /// The actors whose last run was refused since a user is not there, or is another one now.
    refused: BTreeSet<usize>,
    /// Whether an actor changes users.
    users_change: bool,
    /// What went wrong in the present run of each actor.
    faults: Vec<Vec<Fault>>,
    calls: Vec<Held>,
    last_actor: usize,
    /// By how many microseconds the clocks went back.
    back: i64,
    /// Whether anything may go wrong.
    is_rough: bool,
    step: usize,
    wants_steps: bool,
    digest: DefaultHasher,
    report: Report,
}

type Checked<T = ()> = Result<T, Failure>;

fn fail<T>(why: impl Into<String>) -> Checked<T> {
    Err(Failure(why.into()))
}

impl<'a> Schedule<'a> {
    fn new(stage: &'a Stage, name: &'a Name, wants_steps: bool) -> Self {
        let plan = Arc::new(Plan::of(name.seed));
        let mut service = Service::new();
        service.fill(plan.items());
        let is_wanted = |at: usize| name.actors.as_ref().is_none_or(|actors| actors.contains(&at));
        let state = |(at, actor): (usize, &crate::plan::Actor)| match is_wanted(at) {
            true => State::Waits(Duration::from_millis(actor.start)),
            false => State::Done,
        };
        let states = plan.actors.iter().enumerate().map(state).collect();
        let changes_users = |(at, actor): (usize, &crate::plan::Actor)| is_wanted(at) && actor.command.changes_users();
        let users_change = plan.actors.iter().enumerate().any(changes_users);
        Self {
            stage,
            name,
            service: Arc::new(Mutex::new(service)),
            begin: Instant::now(),
            base: begin(),
            states,
            runs: vec![0; MAX_ACTORS],
            in_doubt: BTreeSet::new(),
            refused: BTreeSet::new(),
            users_change,
            faults: vec![Vec::new(); MAX_ACTORS],
            calls: Vec::new(),
            last_actor: 0,
            back: 0,
            is_rough: plan.rate > 0,
            step: 0,
            wants_steps,
            digest: DefaultHasher::new(),
            report: Report::default(),
            plan,
        }
    }

    async fn run(&mut self) -> Checked {
        if self.wants_steps {
            self.describe();
        }
        self.drive().await?;
        // Requests that were sent may still be carried out.
        self.is_rough = false;
        self.drive().await?;
        for round in 0..MAX_RUNS {
            let mut open = false;
            for at in 0..self.states.len() {
                if matches!(self.states[at], State::Open) {
                    open = true;
                    self.states[at] = State::Waits(self.begin.elapsed());
                    self.drive().await?;
                }
            }
            // Nothing but a refusal is left.
            let is_open = |at: usize| matches!(self.states[at], State::Open) && !self.refused.contains(&at);
            if !open || (round > 0 && !(0..self.states.len()).any(is_open)) {
                break;
            }
            if round + 1 == MAX_RUNS {
                return fail("a command does not succeed although nothing fails any more");
            }
        }
        self.check_messages()?;
        if self.users_change {
            self.stage.people.check().map_err(Failure)?;
            self.update_ids().await?;
        }
        // A seed that was ended, and is refused since a user was replaced, leaves messages without rows.
        let is_whole = self.plan.damage.is_none() && self.follow_stream().await? && !self.seed_is_refused();
        if is_whole {
            self.check_table("before the repair")?;
        }
        let found = self.repair().await?;
        // The repair moves the rows of a replaced user.
        let is_expected =
            |found: &String| found.starts_with("ClaimLeft") || (self.users_change && found.starts_with("UserGone"));
        let found_rows = !found.iter().all(is_expected);
        if is_whole && found_rows {
            return fail(format!("the repair found {}", found.join(", ")));
        }
        if !found.is_empty() {
            let again = self.repair().await?;
            if !again.is_empty() {
                return fail(format!("a second repair found {}", again.join(", ")));
            }
        }
        self.check_table("after the repair")?;
        self.check_messages()?;
        let service = self.service.lock().unwrap();
        check_claims(&service.items).map_err(Failure)?;
        match service.scanned() == service.items {
            true => Ok(()),
            false => fail("the simulation has other items than the engine"),
        }
    }

    /// Runs what follows the stream once more, since messages may have been put meanwhile. Returns whether every inbox must be up to
    /// date then.
    async fn follow_stream(&mut self) -> Checked<bool> {
        let of = |is: fn(&Command) -> bool| {
            (0..self.states.len()).filter(|at| self.takes_part(*at)).find(|at| is(&self.plan.actors[*at].command))
        };
        let backend = of(|command| matches!(command, Command::Backend { .. }));
        let Some(follower) = of(Command::follows_stream) else { return Ok(backend.is_none()) };
        if backend.is_some() {
            self.states[follower] = State::Waits(self.begin.elapsed());
            self.drive().await?;
            if matches!(self.states[follower], State::Open) {
                return fail("the stream cannot be followed although nothing fails any more");
            }
        }
        Ok(true)
    }

    fn describe(&mut self) {
        let plan = Arc::clone(&self.plan);
        let conversations: Vec<String> = plan
            .conversations
            .iter()
            .map(|one| {
                let [first, second] = one.between.map(|user| USERS[user][0]);
                format!("{first} and {second} ({} messages)", one.messages)
            })
            .collect();
        let layout = if plan.is_model { "model" } else { "flask" };
        let damage = plan.damage.map(|damage: Damage| format!(", first row {damage:?}")).unwrap_or_default();
        self.say(format!("layout {layout}, conversations: {}{damage}", conversations.join("; ")));
        for (at, actor) in plan.actors.iter().enumerate() {
            let out = if matches!(self.states[at], State::Done) { " (left out)" } else { "" };
            self.say(format!(
                "actor {at}: {}, from {} ms on, clock {} µs{out}",
                actor.command, actor.start, actor.skew
            ));
        }
    }

    /// Whether an actor was not left out.
    fn takes_part(&self, at: usize) -> bool {
        self.name.actors.as_ref().is_none_or(|actors| actors.contains(&at))
    }

    fn say(&mut self, text: String) {
        if self.wants_steps {
            self.report.steps.push(text);
        }
    }

    fn start(&mut self, at: usize) {
        self.runs[at] += 1;
        self.faults[at].clear();
        let command = self.plan.actors[at].command.clone();
        let desk = self.desk(at);
        self.stage.network.begin(at, self.runs[at]);
        self.say(format!("       actor {at} starts, run {}", self.runs[at]));
        self.states[at] = State::Runs(spawn_local(Box::pin(actors::run(desk, command))));
    }

    fn desk(&self, at: usize) -> Desk {
        let skew = self.plan.actors.get(at).map_or(0, |actor| actor.skew) - self.back;
        let directory = self.stage.directory.path().join("actors").join(at.to_string());
        std::fs::create_dir_all(&directory).unwrap();
        std::os::unix::fs::PermissionsExt::set_mode(&mut std::fs::metadata(&directory).unwrap().permissions(), 0o700);
        let elapsed = i64::try_from(self.begin.elapsed().as_micros()).unwrap();
        Desk {
            plan: Arc::clone(&self.plan),
            table: self.stage.tables[at].clone(),
            target: self.stage.targets[at].clone(),
            users: self.stage.users.clone(),
            people: Arc::clone(&self.stage.people),
            users_change: self.users_change,
            network: Arc::clone(&self.stage.network),
            actor: at,
            service: Arc::clone(&self.service),
            directory,
            now: self.base.plus_micros(elapsed + skew),
            seed: self.name.seed ^ ((at as u64 + 1) << 32) ^ ((self.runs[at] as u64) << 40),
        }
    }

    /// Runs until every actor has ended or waits for the end, and no call is on its way.
    async fn drive(&mut self) -> Checked {
        loop {
            sleep(STEP).await;
            self.collect().await?;
            if self.calls.is_empty() {
                let next = self.states.iter().filter_map(|state| match state {
                    State::Waits(at) => Some(self.begin + *at),
                    _ => None,
                });
                let next = next.min();
                if next.is_none() && !self.states.iter().any(|state| matches!(state, State::Runs(_))) {
                    return Ok(());
                }
                let wake = next.unwrap_or_else(|| Instant::now() + IDLE);
                let arrived = self.stage.network.arrived.notified();
                tokio::select! {
                    biased;
                    () = arrived => {}
                    () = sleep_until(wake) => {}
                }
                self.step += 1;
            } else {
                self.answer_next()?;
            }
            if self.step > MAX_STEPS {
                return fail("the schedule does not end");
            }
        }
    }

    /// Takes the calls that have arrived, the results of runs that have ended, and starts what is due.
    async fn collect(&mut self) -> Checked {
        // The users are read on other threads, so which actor is first is not always the same.
        let mut arrived = self.stage.network.take();
        arrived.sort_by_key(|call| call.actor);
        self.calls.extend(arrived.into_iter().map(|call| Held { call, until: 0 }));
        for at in 0..self.states.len() {
            let due = matches!(&self.states[at], State::Waits(due) if *due <= self.begin.elapsed());
            if due {
                self.start(at);
                continue;
            }
            let has_ended = matches!(&self.states[at], State::Runs(handle) if handle.is_finished());
            if has_ended && let State::Runs(handle) = std::mem::replace(&mut self.states[at], State::Open) {
                let end = handle.await.map_err(|error| Failure(format!("actor {at}: {error}")))?;
                self.ended(at, end)?;
            }
        }
        Ok(())
    }

    fn ended(&mut self, at: usize, end: End) -> Checked {
        self.say(format!("       actor {at} ended: {end:?}"));
        self.refused.remove(&at);
        match end {
            End::Done => self.states[at] = State::Done,
            End::Lie(why) => return fail(why),
            End::Failed { error, may_be_done, is_refused } => {
                if is_refused && self.users_change {
                    self.refused.insert(at);
                }
                if let Command::Message { text, .. } = &self.plan.actors[at].command
                    && !may_be_done
                    && !self.in_doubt.contains(&at)
                    && !self.plan.has_twin(text)
                    && messages(&self.service.lock().unwrap().items, text) > 0
                {
                    return fail(format!("{text:?} is reported as not written, and is: {error}"));
                }
                if self.only_conflicts(at) && !is_refused {
                    return fail(format!("a run failed although only a few requests conflicted: {error}"));
                }
                if may_be_done {
                    self.in_doubt.insert(at);
                }
                self.again(at);
            }
        }
        Ok(())
    }

    /// Whether nothing went wrong in the present run of an actor but a few conflicts with transactions. The app's backend sends its
    /// request once.
    fn only_conflicts(&self, at: usize) -> bool {
        let faults = &self.faults[at];
        let is_ours = !matches!(self.plan.actors[at].command, Command::Backend { .. });
        is_ours && (1..=MAX_CONFLICTS).contains(&faults.len()) && faults.iter().all(|fault| *fault == Fault::Conflict)
    }

    /// Decides whether the command of an actor that did not succeed is run again now, or at the end.
    fn again(&mut self, at: usize) {
        let rng = &mut self.rng(at as u64 + 1);
        self.states[at] = State::Open;
        if self.is_rough && self.runs[at] < MAX_RUNS && rng.u32(..100) < 60 {
            let soon = rng.u64(..3_000);
            let wait = if self.plan.is_hasty { soon % 5 } else { soon };
            self.states[at] = State::Waits(self.begin.elapsed() + Duration::from_millis(wait));
        }
    }

    /// Returns the generator of this step. It does not depend on the steps before, so that a schedule can be shortened.
    fn rng(&self, purpose: u64) -> Rng {
        let mixed = [self.step as u64, purpose]
            .into_iter()
            .fold(self.name.seed, |mixed, number| Rng::with_seed(mixed.rotate_left(17) ^ number).u64(..));
        Rng::with_seed(mixed)
    }

    /// Whether something may go wrong at this step.
    fn may_fail(&self) -> bool {
        self.is_rough && self.name.faults.as_ref().is_none_or(|faults| faults.contains(&self.step))
    }

    /// Chooses a call, and decides what happens to it.
    fn answer_next(&mut self) -> Checked {
        self.step += 1;
        let mut rng = self.rng(0);
        let free: Vec<usize> = (0..self.calls.len()).filter(|at| self.calls[*at].until <= self.step).collect();
        let free = if free.is_empty() || !self.is_rough { (0..self.calls.len()).collect() } else { free };
        let of_last: Vec<usize> =
            free.iter().copied().filter(|at| self.calls[*at].call.actor == self.last_actor).collect();
        let stays = rng.u32(..100) < self.plan.stickiness && !of_last.is_empty();
        let from = if stays { &of_last } else { &free };
        let held = self.calls.remove(from[rng.usize(..from.len())]);
        let call = held.call;
        self.last_actor = call.actor;
        let is_stale = call.answer.is_closed() || call.run != self.runs[call.actor];
        self.report.calls += 1;
        if is_stale {
            // Nobody waits for it, and it may be carried out or not.
            if rng.bool() {
                self.note(&call, "is carried out, and nobody waits for it");
                return self.carry_out(&call).map(drop);
            }
            self.note(&call, "is lost");
            return Ok(());
        }
        let fails = self.may_fail() && rng.u32(..100) < self.plan.rate;
        if !fails {
            self.note(&call, "");
            let reply = self.carry_out(&call)?;
            call.answer.send(Ok(reply)).ok();
            return Ok(());
        }
        let fault = self.plan.faults[rng.usize(..self.plan.faults.len())];
        self.go_wrong(call, fault, &mut rng)
    }

    fn note(&mut self, call: &Call, what: &str) {
        (self.step, call.actor, &call.operation, what).hash(&mut self.digest);
        if self.wants_steps {
            let colon = if what.is_empty() { "" } else { ": " };
            let text = format!("{:6} actor {} {}{colon}{what}", self.step, call.actor, call.operation);
            self.report.steps.push(text);
        }
    }

    /// Carries out a call, and checks what it changed.
    fn carry_out(&mut self, call: &Call) -> Checked<Reply> {
        self.carry_out_body(&call.operation, &call.body)
    }

    fn carry_out_body(&mut self, operation: &str, body: &[u8]) -> Checked<Reply> {
        if operation.starts_with(USERS_CALL) {
            return Ok(ok(&serde_json::json!({})));
        }
        let mut service = self.service.lock().unwrap();
        let (reply, changes): (Reply, Vec<Change>) = service.answer(operation, body, self.begin.elapsed());
        check_changes(&service.items, &changes, &self.plan, &self.gone()).map_err(Failure)?;
        drop(service);
        if self.wants_steps && !changes.is_empty() {
            for change in &changes {
                let (pk, sk) = &change.key;
                let what = if change.new.is_some() { "put" } else { "deleted" };
                self.report.steps.push(format!("         {what} {pk} {sk}"));
            }
        }
        Ok(reply)
    }

    fn go_wrong(&mut self, call: Call, fault: Fault, rng: &mut Rng) -> Checked {
        let is_write = matches!(&*call.operation, "PutItem" | "DeleteItem" | "BatchWriteItem" | "TransactWriteItems");
        let is_consistent = call.body.windows(21).any(|part| part == br#""ConsistentRead":true"#);
        let is_late_read = matches!(&*call.operation, "Query" | "Scan") && !is_consistent;
        let can = match fault {
            Fault::Conflict => is_write && call.operation != "BatchWriteItem",
            Fault::Unprocessed => call.operation == "BatchWriteItem",
            Fault::Late => is_late_read || call.operation == "GetRecords",
            _ => true,
        };
        if !can {
            self.note(&call, "");
            let reply = self.carry_out(&call)?;
            call.answer.send(Ok(reply)).ok();
            return Ok(());
        }
        self.report.faults += 1;
        self.report.faulty.push(self.step);
        self.faults[call.actor].push(fault);
        match fault {
            Fault::Failure => {
                self.note(&call, "fails (500)");
                call.answer.send(Ok(refusal(500, "InternalServerError", "failed"))).ok();
            }
            Fault::Throttled => {
                self.note(&call, "is throttled");
                let code = ["ThrottlingException", "ProvisionedThroughputExceededException"][rng.usize(..2)];
                call.answer.send(Ok(refusal(400, code, "too many"))).ok();
            }
            Fault::Reset => {
                self.note(&call, "connection reset");
                call.answer.send(Err(Reset)).ok();
            }
            Fault::Conflict => {
                self.note(&call, "conflicts with a transaction");
                let reply = conflict(&call.operation, &call.body);
                call.answer.send(Ok(reply)).ok();
            }
            Fault::Unprocessed => {
                self.note(&call, "is done in part");
                let (body, reply) = part_of_batch(&call.body, rng.usize(1..4));
                self.carry_out_body(&call.operation, &body)?;
                call.answer.send(Ok(reply)).ok();
            }
            Fault::Lost => {
                self.note(&call, "is done, and its answer is lost");
                self.carry_out(&call)?;
                call.answer.send(Err(Reset)).ok();
            }
            Fault::Unclear => {
                self.note(&call, "is done, and answered by a failure (500)");
                self.carry_out(&call)?;
                call.answer.send(Ok(refusal(500, "InternalServerError", "failed"))).ok();
            }
            Fault::Silent => {
                let is_done = rng.bool();
                self.note(&call, if is_done { "is done, and never answered" } else { "never arrives" });
                if is_done {
                    self.carry_out(&call)?;
                }
            }
            Fault::Delay => {
                self.note(&call, "is delayed");
                let until = self.step + rng.usize(2..30);
                self.calls.push(Held { call, until });
            }
            Fault::Late if call.operation == "GetRecords" => {
                self.note(&call, "returns one record");
                let mut body: serde_json::Value = serde_json::from_slice(&call.body).unwrap();
                body["Limit"] = 1.into();
                let reply = self.carry_out_body(&call.operation, body.to_string().as_bytes())?;
                call.answer.send(Ok(reply)).ok();
            }
            Fault::Late => {
                self.note(&call, "lacks the newest writes");
                let lag = rng.usize(1..6);
                let reply = self.service.lock().unwrap().answer_late(&call.operation, &call.body, lag);
                call.answer.send(Ok(reply)).ok();
            }
            Fault::Kill => self.kill(call, rng)?,
            Fault::ClockBack => {
                self.note(&call, "the clocks go back");
                self.back += 2_000_000;
                let reply = self.carry_out(&call)?;
                call.answer.send(Ok(reply)).ok();
            }
        }
        Ok(())
    }

    /// Kills the actor of a call. The call may be done, or still be on its way.
    fn kill(&mut self, call: Call, rng: &mut Rng) -> Checked {
        let actor = call.actor;
        self.report.kills += 1;
        self.in_doubt.insert(actor);
        match rng.u32(..3) {
            0 => self.note(&call, "the actor is killed before it"),
            1 => {
                self.note(&call, "is done, and the actor is killed");
                self.carry_out(&call)?;
            }
            _ => {
                self.note(&call, "is on its way, and the actor is killed");
                let until = self.step + rng.usize(1..40);
                self.calls.push(Held { call, until });
            }
        }
        if let State::Runs(handle) = std::mem::replace(&mut self.states[actor], State::Open) {
            handle.abort();
        }
        self.runs[actor] += 1;
        self.stage.network.begin(actor, self.runs[actor]);
        self.again(actor);
        Ok(())
    }

    /// Returns the `uuid`s of users who were deleted.
    fn gone(&self) -> BTreeSet<String> {
        if self.users_change { self.stage.people.gone() } else { BTreeSet::new() }
    }

    /// Repairs all inboxes. Returns what was wrong.
    async fn repair(&mut self) -> Checked<Vec<String>> {
        self.operate("repair", |desk| Box::pin(async move { actors::repair(&desk, None).await })).await
    }

    /// Updates the ids of the users, which then are those of the pool.
    async fn update_ids(&mut self) -> Checked {
        for is_first in [true, false] {
            let report = self
                .operate("update of the ids", |desk| Box::pin(async move { actors::update_ids(&desk).await }))
                .await?;
            let changed = report.count(|state| *state == IdState::Changed);
            if changed > 0 && !is_first {
                return fail(format!("a second update of the ids changed {changed}"));
            }
        }
        self.stage.people.check().map_err(Failure)
    }

    /// Runs a command of the operator, with which nothing goes wrong.
    async fn operate<T: 'static>(
        &mut self,
        what: &str,
        run: impl FnOnce(Desk) -> LocalBoxFuture<'static, Result<T, End>>,
    ) -> Checked<T> {
        self.stage.network.begin(OPERATOR, 0);
        let task = spawn_local(run(self.desk(OPERATOR)));
        while !task.is_finished() {
            sleep(STEP).await;
            self.collect().await?;
            if self.calls.is_empty() {
                timeout(IDLE, self.stage.network.arrived.notified()).await.ok();
            } else {
                self.answer_next()?;
            }
        }
        match task.await {
            Ok(Ok(found)) => Ok(found),
            Ok(Err(end)) => fail(format!("the {what} failed: {end:?}")),
            Err(error) => fail(format!("the {what}: {error}")),
        }
    }

    /// Whether a seed cannot be completed, because a user was replaced.
    fn seed_is_refused(&self) -> bool {
        self.refused.iter().any(|at| matches!(self.plan.actors[*at].command, Command::Seed { .. }))
    }

    /// Every message of a command that succeeded is there once.
    fn check_messages(&self) -> Checked {
        let items = &self.service.lock().unwrap().items;
        let part: Vec<_> = (0..self.plan.actors.len()).filter(|at| self.takes_part(*at)).collect();
        let is_wanted = |text: &str| part.iter().any(|at| self.plan.actors[*at].command.text() == Some(text));
        for text in self.plan.actors.iter().filter_map(|actor| actor.command.text()) {
            let wanted = usize::from(is_wanted(text));
            let is_refused =
                part.iter().any(|at| self.plan.actors[*at].command.text() == Some(text) && self.refused.contains(at));
            // With a replaced user the same command writes another message: it is from or to a new user.
            let most = wanted * (1 + self.gone().len());
            let found = messages(items, text);
            let is_right = (wanted..=most).contains(&found) || (is_refused && found < wanted);
            if !is_right {
                return fail(format!("the message {text:?} is there {found} times"));
            }
        }
        let seeds = |(at, actor): (usize, &crate::plan::Actor)| {
            matches!(actor.command, Command::Seed { .. }) && self.takes_part(at)
        };
        let wanted = usize::from(self.plan.actors.iter().enumerate().any(seeds));
        for message in crate::plan::seeded().messages {
            let found = messages(items, &message.text);
            if found != wanted && !(self.seed_is_refused() && found < wanted) {
                return fail(format!("the seeded message {:?} is there {found} times", message.text));
            }
        }
        Ok(())
    }

    fn check_table(&self, when: &str) -> Checked {
        let items = &self.service.lock().unwrap().items;
        check_table(items, &self.plan, &self.gone()).map_err(|why| Failure(format!("{when}: {why}")))
    }
}
