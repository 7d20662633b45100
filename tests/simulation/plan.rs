//! What a schedule begins with and what may happen in it, drawn from its seed.

use crate::service::Key;
use cruddur::messaging::Participant;
use cruddur::messaging::seeds::{SeedConversation, SeedMessage, SeedUser, Seeds};
use cruddur::timestamp::Timestamp;
use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// The users: handle, display name and e-mail address, as the seeds have them.
pub const USERS: [[&str; 3]; 3] = [
    ["andrewbrown", "Andrew Brown", "andrew@cruddur.example"],
    ["bayko", "Andrew Bayko", "bayko@cruddur.example"],
    ["londo", "Londo Mollari", "londo@cruddur.example"],
];

/// The time at which every schedule begins.
const BEGIN: &str = "2026-11-22T12:00:00.000000+00:00";

pub fn begin() -> Timestamp {
    Timestamp::parse(BEGIN).unwrap()
}

/// Makes the generator of [`Plan::vary`] from the seed. The schedules of the regressions from before it are not varied.
const VARIATION: u64 = 15;

/// The id of the conversation of the seeds.
pub const SEEDED: &str = "5eed0000-0000-4000-8000-000000000000";

/// An attribute of another program in the group rows.
pub const FOREIGN: &str = "pinned";

/// The name of a schedule: its seed, and what is left of it after shrinking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    pub seed: u64,
    /// The actors that take part; `None` for all.
    pub actors: Option<BTreeSet<usize>>,
    /// The steps at which something may go wrong; `None` for all.
    pub faults: Option<BTreeSet<usize>>,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.seed)?;
        let list = |numbers: &BTreeSet<usize>| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        self.actors.iter().try_for_each(|actors| write!(f, ":actors={}", list(actors)))?;
        self.faults.iter().try_for_each(|faults| write!(f, ":faults={}", list(faults)))
    }
}

impl FromStr for Name {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split(':');
        let seed = parts.next().unwrap_or_default();
        let mut name = Self { seed: seed.parse().map_err(|_| format!("{seed:?} is no number"))?, ..Self::default() };
        for part in parts {
            let (what, numbers) = part.split_once('=').ok_or_else(|| format!("{part:?} has no ="))?;
            let numbers = numbers.split(',').filter(|number| !number.is_empty()).map(str::parse);
            let numbers = numbers.collect::<Result<_, _>>().map_err(|_| format!("{part:?} is no list of numbers"))?;
            match what {
                "actors" => name.actors = Some(numbers),
                "faults" => name.faults = Some(numbers),
                _ => return Err(format!("{what:?} is neither actors nor faults")),
            }
        }
        Ok(name)
    }
}

/// Where a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// The conversation at this index.
    Conversation(usize),
    /// The most recent conversation with a user, or a new one.
    User(usize),
    /// A conversation of its own with a user.
    New(usize),
}

/// What an actor does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// `create-message`, or `create-conversation`, with a text of its own. `has_id` is whether the caller keeps the id.
    Message { from: usize, to: To, text: String, has_id: bool },
    /// The app's backend: it puts a message at a time, and leaves the inboxes to the function of the stream.
    Backend { from: usize, to: usize, text: String, at: Timestamp },
    /// `seed`, or `seed --reset`, of a conversation between the users 1 and 2.
    Seed { reset: bool },
    /// `import --on-conflict overwrite` of items of another program, with a checkpoint, or `import --on-conflict skip`.
    Import { skips: bool },
    /// `stream apply --once` with a checkpoint.
    Stream,
    /// The function behind the stream.
    Handler,
    /// `repair --all`, or of one user's inbox.
    Repair { only: Option<usize> },
    /// `db update-cognito-user-ids`.
    UpdateIds,
    /// A user is replaced. The row is deleted and one with a new `uuid` inserted, or the user signs up in the pool again, or both.
    MakeAnew { user: usize, has_new_row: bool, has_new_sub: bool },
}

impl Command {
    /// Returns the text of the message that it writes.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Message { text, .. } | Self::Backend { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether it updates the inboxes from the stream.
    pub fn follows_stream(&self) -> bool {
        matches!(self, Self::Stream | Self::Handler)
    }

    /// Whether it changes users.
    pub fn changes_users(&self) -> bool {
        matches!(self, Self::UpdateIds | Self::MakeAnew { .. })
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let handle = |user: &usize| USERS[*user][0];
        match self {
            Self::Message { from, to: To::Conversation(to), text, .. } => {
                write!(f, "create-message {text:?} of {} to conversation {to}", handle(from))
            }
            Self::Message { from, to: To::User(to), text, .. } => {
                write!(f, "create-conversation {text:?} of {} with {}", handle(from), handle(to))
            }
            Self::Message { from, to: To::New(to), text, .. } => {
                write!(f, "create-conversation --new {text:?} of {} with {}", handle(from), handle(to))
            }
            Self::Backend { from, to, text, .. } => {
                write!(f, "the backend puts {text:?} of {} into conversation {to}", handle(from))
            }
            Self::Seed { reset } => f.write_str(if *reset { "seed --reset" } else { "seed" }),
            Self::Import { skips: false } => f.write_str("import --on-conflict overwrite"),
            Self::Import { skips: true } => f.write_str("import --on-conflict skip"),
            Self::Stream => f.write_str("stream apply"),
            Self::Handler => f.write_str("the function of the stream"),
            Self::Repair { only: None } => f.write_str("repair --all"),
            Self::Repair { only: Some(user) } => write!(f, "repair --as {}", handle(user)),
            Self::UpdateIds => f.write_str("update-cognito-user-ids"),
            Self::MakeAnew { user, has_new_row, has_new_sub } => {
                let what = [(has_new_row, "row"), (has_new_sub, "user of the pool")];
                let what: Vec<_> = what.into_iter().filter(|(is_new, _)| **is_new).map(|(_, what)| what).collect();
                write!(f, "{} gets a new {}", handle(user), what.join(" and "))
            }
        }
    }
}

/// A conversation that exists at the beginning.
#[derive(Debug, Clone)]
pub struct Existing {
    pub id: String,
    pub between: [usize; 2],
    pub messages: usize,
}

/// Something wrong with the rows of a conversation at the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    Missing,
    Behind,
    Doubled,
}

/// An actor, and when it starts.
#[derive(Debug, Clone)]
pub struct Actor {
    pub command: Command,
    /// In milliseconds since the beginning.
    pub start: u64,
    /// By how many microseconds its clock is ahead.
    pub skew: i64,
}

/// What can go wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The service fails, and does nothing.
    Failure,
    /// The service refuses the call since there are too many.
    Throttled,
    /// The connection ends before the call arrives.
    Reset,
    /// Another transaction writes the same items.
    Conflict,
    /// A batch is done in part.
    Unprocessed,
    /// The call is done, and its answer is lost with the connection.
    Lost,
    /// The call is done, and answered by a failure.
    Unclear,
    /// The call is done or not, and never answered.
    Silent,
    /// Other calls go first.
    Delay,
    /// A read that need not be consistent lacks the newest writes, and the stream its newest records.
    Late,
    /// The actor is killed.
    Kill,
    /// The clocks go back by two seconds.
    ClockBack,
}

impl Fault {
    pub const ALL: [Self; 12] = [
        Self::Failure,
        Self::Throttled,
        Self::Reset,
        Self::Conflict,
        Self::Unprocessed,
        Self::Lost,
        Self::Unclear,
        Self::Silent,
        Self::Delay,
        Self::Late,
        Self::Kill,
        Self::ClockBack,
    ];
}

/// A schedule, before it runs.
pub struct Plan {
    pub is_model: bool,
    pub conversations: Vec<Existing>,
    pub damage: Option<Damage>,
    pub actors: Vec<Actor>,
    /// The faults that may happen, and how often one does, in percent of the calls.
    pub faults: Vec<Fault>,
    pub rate: u32,
    /// How often the actor of the last call goes on, in percent.
    pub stickiness: u32,
    /// Whether a command that was killed or failed is run again at once, so that its last request may still be on its way.
    pub is_hasty: bool,
}

impl Plan {
    pub fn of(seed: u64) -> Self {
        let mut plan = Self::without_variation(seed);
        plan.vary(&mut Rng::with_seed(seed ^ VARIATION));
        plan
    }

    fn without_variation(seed: u64) -> Self {
        let rng = &mut Rng::with_seed(seed);
        let conversations: Vec<Existing> = [[0, 1], [0, 2]]
            .into_iter()
            .take([0, 1, 1, 1, 2][rng.usize(..5)])
            .enumerate()
            .map(|(at, between)| Existing { id: conversation_id(at), between, messages: rng.usize(1..3) })
            .collect();
        let damage = (!conversations.is_empty() && rng.u32(..100) < 25)
            .then(|| [Damage::Missing, Damage::Behind, Damage::Doubled][rng.usize(..3)]);
        let writers = rng.usize(1..4);
        let mut actors: Vec<Command> = (0..writers).map(|at| message(rng, &conversations, at)).collect();
        for _ in 0..rng.usize(0..3) {
            actors.push(match rng.u32(..4) {
                0 => Command::Stream,
                1 => Command::Handler,
                2 => Command::Repair { only: None },
                _ => Command::Repair { only: Some(rng.usize(..2)) },
            });
        }
        // Two seeds at the same time agree on the times. A reset has the conversation to itself.
        match rng.u32(..10) {
            0 => actors.extend([Command::Seed { reset: false }, Command::Seed { reset: false }]),
            1 => actors.push(Command::Seed { reset: false }),
            2 => actors.push(Command::Seed { reset: true }),
            3 => actors.push(Command::Import { skips: false }),
            _ => {}
        }
        let actors = actors.into_iter().map(|command| Actor {
            command,
            start: if rng.bool() { 0 } else { rng.u64(..60) },
            skew: [0, 0, 1, 3_000_000, -1_000_000][rng.usize(..5)],
        });
        let actors = actors.collect();
        let mut faults = Fault::ALL.to_vec();
        faults.retain(|_| rng.u32(..100) < 60);
        let rate = if faults.is_empty() { 0 } else { [3, 10, 20, 35][rng.usize(..4)] };
        let mut plan = Self {
            is_model: rng.u32(..4) > 0,
            conversations,
            damage,
            actors,
            faults,
            rate,
            stickiness: [0, 50, 90][rng.usize(..3)],
            is_hasty: false,
        };
        plan.add_twin(rng);
        plan
    }

    /// Varies a plan. What is drawn here is from a generator of its own, so that the rest of a schedule is as without it.
    fn vary(&mut self, rng: &mut Rng) {
        self.is_hasty = rng.u32(..4) == 0;
        for actor in &mut self.actors {
            match &mut actor.command {
                Command::Import { skips } => *skips = rng.bool(),
                Command::Message { to, has_id: false, .. } => {
                    if let To::User(other) = *to
                        && rng.u32(..4) == 0
                    {
                        *to = To::New(other);
                    }
                }
                _ => {}
            }
        }
        self.change_users(rng);
    }

    /// In some schedules, adds actors that change users.
    fn change_users(&mut self, rng: &mut Rng) {
        if rng.u32(..5) > 0 {
            return;
        }
        let user = rng.usize(..USERS.len());
        let (has_new_row, has_new_sub) = [(true, true), (true, false), (false, true)][rng.usize(..3)];
        let mut commands = vec![Command::MakeAnew { user, has_new_row, has_new_sub }];
        commands.extend((0..rng.usize(1..3)).map(|_| Command::UpdateIds));
        self.actors.extend(commands.into_iter().map(|command| Actor { command, start: rng.u64(..60), skew: 0 }));
    }

    /// Adds an actor that writes the message of another one, with the same id. This is what a client does that does not know whether
    /// its first request arrived.
    fn add_twin(&mut self, rng: &mut Rng) {
        let with_id = |actor: &&mut Actor| matches!(actor.command, Command::Message { has_id: true, .. });
        let Some(actor) = self.actors.iter_mut().rfind(with_id) else { return };
        if rng.bool() {
            return;
        }
        if let Command::Message { from, to, .. } = &mut actor.command
            && rng.u32(..3) == 0
        {
            let between = |at: usize| self.conversations[at].between.into_iter().find(|user| user != from);
            *to = match *to {
                To::Conversation(at) => between(at).map_or(*to, To::New),
                To::User(other) | To::New(other) => To::New(other),
            };
        }
        let twin = Actor { start: rng.u64(..60), skew: [0, 0, 1, 3_000_000][rng.usize(..4)], ..actor.clone() };
        self.actors.push(twin);
    }

    /// Returns the number of messages that are to have a conversation of their own.
    pub fn new_conversations(&self) -> usize {
        let new = self.actors.iter().filter_map(|actor| match &actor.command {
            Command::Message { to: To::New(_), text, .. } => Some(text),
            _ => None,
        });
        new.collect::<BTreeSet<_>>().len()
    }

    /// Whether another actor writes a message of this text too.
    pub fn has_twin(&self, text: &str) -> bool {
        self.actors.iter().filter(|actor| actor.command.text() == Some(text)).count() > 1
    }

    /// Whether a seed removes its conversation first.
    pub fn resets(&self) -> bool {
        self.actors.iter().any(|actor| actor.command == Command::Seed { reset: true })
    }

    /// Returns the items at the beginning.
    pub fn items(&self) -> Vec<Value> {
        let (mut items, long_ago) = (Vec::new(), begin().plus_seconds(-3_600));
        for (at, conversation) in self.conversations.iter().enumerate() {
            let Existing { id, between: [first, second], messages } = conversation;
            for number in 0..*messages {
                let sender = [*first, *second][number % 2];
                items.push(self.message(id, sender, time_of(at, number), &text_at(at, number)));
            }
            let last = messages - 1;
            for (owner, other) in [(first, second), (second, first)] {
                let row = |number: usize| self.row(*owner, *other, id, time_of(at, number), &text_at(at, number));
                let damage = self.damage.filter(|_| at == 0 && owner == first);
                match damage {
                    Some(Damage::Missing) => {}
                    Some(Damage::Behind) => items.push(self.row(*owner, *other, id, long_ago, "an old text")),
                    Some(Damage::Doubled) => {
                        items.push(self.row(*owner, *other, id, long_ago, "an old text"));
                        items.push(row(last));
                    }
                    None => items.push(row(last)),
                }
            }
        }
        items
    }

    /// Returns the item of a message.
    pub fn message(&self, id: &str, sender: usize, at: Timestamp, text: &str) -> Value {
        let mut item = self.item("MSG#", id, sender, at, text);
        item["message_uuid"] = json!({ "S": format!("m-{id}-{text}") });
        if self.is_model {
            item["message_group_uuid"] = json!({ "S": id });
        }
        item
    }

    fn row(&self, owner: usize, other: usize, id: &str, at: Timestamp, text: &str) -> Value {
        let mut item = self.item("GRP#", &uuid_of(owner), other, at, text);
        item["message_group_uuid"] = json!({ "S": id });
        item[FOREIGN] = json!({ "N": "1" });
        item
    }

    fn item(&self, kind: &str, partition: &str, user: usize, at: Timestamp, text: &str) -> Value {
        let [handle, name, _] = USERS[user];
        let names = if self.is_model { ["handle", "display_name"] } else { ["user_handle", "user_display_name"] };
        json!({
            "pk": { "S": format!("{kind}{partition}") },
            "sk": { "S": format!("{}{at}", if self.is_model { kind } else { "" }) },
            "user_uuid": { "S": uuid_of(user) },
            names[0]: { "S": handle },
            names[1]: { "S": name },
            "message": { "S": text },
        })
    }
}

fn message(rng: &mut Rng, conversations: &[Existing], at: usize) -> Command {
    let text = format!("text {at}");
    let has_id = rng.u32(..4) == 0;
    match conversations.len() {
        0 => {
            let [from, to] = if rng.bool() { [0, 1] } else { [1, 0] };
            Command::Message { from, to: To::User(to), text, has_id }
        }
        many => {
            let index = rng.usize(..many);
            let [first, second] = conversations[index].between;
            let (from, other) = if rng.bool() { (first, second) } else { (second, first) };
            if rng.u32(..4) == 0 {
                let micros = rng.i64(0..100) * 1_000 + 500 + at as i64;
                return Command::Backend { from, to: index, text, at: begin().plus_micros(micros) };
            }
            let to = if rng.u32(..3) == 0 { To::User(other) } else { To::Conversation(index) };
            Command::Message { from, to, text, has_id }
        }
    }
}

/// Returns the time of a message that exists at the beginning.
fn time_of(conversation: usize, number: usize) -> Timestamp {
    begin().plus_seconds((conversation * 10 + number) as i64 - 100)
}

fn text_at(conversation: usize, number: usize) -> String {
    format!("old {conversation} {number}")
}

pub fn uuid_of(user: usize) -> String {
    format!("00000000-0000-4000-8000-00000000000{user}")
}

pub fn participant(user: usize) -> Participant {
    let [handle, name, _] = USERS[user];
    Participant { user_uuid: uuid_of(user), handle: handle.to_owned(), display_name: name.to_owned() }
}

fn conversation_id(at: usize) -> String {
    format!("c0000000-0000-4000-8000-00000000000{at}")
}

/// The conversation of the seeds.
pub fn seeded() -> SeedConversation {
    let message = |at: usize| SeedMessage { uuid: format!("seeded-{at}"), from: at % 2, text: format!("seed {at}") };
    SeedConversation {
        conversation_id: SEEDED.to_owned(),
        between: [1, 2].map(|user: usize| USERS[user][0].to_owned()),
        messages: (0..3).map(message).collect(),
    }
}

/// The items of an import. One that skips what exists puts each by itself. The thread that reads the file must not wait for that, since
/// the virtual clock would stand still, so there are few.
pub fn imported(skips: bool) -> Vec<Value> {
    let item = |at: usize| json!({ "pk": { "S": "OTHER" }, "sk": { "S": format!("{at:02}") }, "value": { "N": at.to_string() } });
    (0..if skips { 4 } else { 30 }).map(item).collect()
}

/// Returns the part of a partition key after its kind, or `None` for another kind.
pub fn partition<'a>(key: &'a Key, kind: &str) -> Option<&'a str> {
    key.0.strip_prefix(kind)
}

/// What `repair` knows of the seeds.
pub fn seeds() -> Seeds {
    let users = USERS.map(|[handle, display_name, email]| SeedUser {
        display_name: display_name.to_owned(),
        handle: handle.to_owned(),
        email: email.to_owned(),
    });
    Seeds { users: users.into(), conversations: vec![seeded()] }
}
