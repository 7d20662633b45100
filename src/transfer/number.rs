//! Numbers as DynamoDB takes them.
//! Source: DynamoDB developer guide, "Service, account, and table quotas" and "Supported data types".

/// The limit of the significant digits of a number.
const MAX_DIGITS: usize = 38;

/// The exponents that the first significant digit of a number may have.
const EXPONENTS: std::ops::RangeInclusive<i64> = -130..=125;

/// A number in canonical form, since equal numbers have several notations.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Number {
    is_negative: bool,
    /// The digits from the first that is not 0 to the last that is not 0; none for 0.
    digits: String,
    /// The power of ten of the first digit.
    exponent: i64,
}

impl Number {
    /// Reads a number; `None` for a text that is not a number.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, power) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, power.parse::<i64>().ok().filter(|power| power.abs() < 1_000)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let significant = all.trim_start_matches('0');
        let digits = significant.trim_end_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self { is_negative: false, digits, exponent: 0 });
        }
        let exponent = power + whole.len() as i64 - 1 - (all.len() - significant.len()) as i64;
        Some(Self { is_negative: text.starts_with('-'), digits, exponent })
    }
}

/// Returns the size of a number in bytes: one for each two digits, which begin at even powers of ten, one for a minus sign, and
/// one more.
///
/// # Errors
/// Why DynamoDB would refuse the number.
pub(super) fn number_size(number: &str) -> Result<usize, String> {
    let bad = |why: &str| Err(format!("the number {number} {why}"));
    match Number::parse(number) {
        None => bad("is not a number"),
        // The embedded engine refuses a zero with an exponent that is out of range; DynamoDB stores it as 0.
        Some(Number { digits, .. }) if digits.is_empty() && !EXPONENTS.contains(&written_exponent(number)) => {
            bad("is out of range")
        }
        Some(Number { digits, .. }) if digits.is_empty() => Ok(1),
        Some(Number { digits, .. }) if digits.len() > MAX_DIGITS => bad("has more than 38 digits"),
        Some(Number { exponent, .. }) if !EXPONENTS.contains(&exponent) => bad("is out of range"),
        Some(Number { digits, exponent, is_negative }) => {
            let alone = usize::from(exponent.rem_euclid(2) == 0);
            Ok(alone + (digits.len() - alone).div_ceil(2) + usize::from(is_negative) + 1)
        }
    }
}

/// Returns the exponent that the text of a number has; 0 if it has none.
fn written_exponent(number: &str) -> i64 {
    number.split_once(['e', 'E']).and_then(|(_, power)| power.parse().ok()).unwrap_or(0)
}

/// Returns a number in one notation, the same for equal numbers. A text that is not a number is returned unchanged.
pub(super) fn canonical_number(text: &str) -> String {
    Number::parse(text).map_or_else(
        || text.to_owned(),
        |Number { is_negative, digits, exponent }| format!("{}{digits}e{exponent}", if is_negative { "-" } else { "" }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_what_dynamodb_takes() {
        for number in ["0", "-0.5", "1E+125", "1e-130", "12345678901234567890123456789012345678", "0.00", "1000e-3"] {
            assert!(number_size(number).is_ok(), "{number}");
        }
        for number in
            ["", "-", "one", "1e", "NaN", "1E+126", "1e-131", "123456789012345678901234567890123456789", "1.2.3"]
        {
            assert!(number_size(number).is_err(), "{number}");
        }
    }

    #[test]
    fn a_number_has_as_many_bytes_as_dynamodb_counts() {
        let sizes = ["0", "1", "12", "123", "100", "1e10", "0.001", "1.5", "-1", "-12"].map(number_size);
        assert_eq!(sizes.map(Result::unwrap), [1, 2, 2, 3, 2, 2, 2, 3, 3, 3]);
    }
}
