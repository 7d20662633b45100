//! The key with which the embedded user pool signs tokens: RSA of 2,048 bits, as Cognito's. The library that signs cannot make one.
//! Source: FIPS 186-5, appendix A.1.3 (random primes that are probably prime) and B.3.1 (Miller-Rabin); RFC 8017, appendix A.1.2.

use num_bigint::BigUint;
use rustls::crypto::SecureRandom;
use sha2::{Digest, Sha256};

/// The length of each of the two primes, in bytes.
const PRIME: usize = 128;

/// The public exponent.
const EXPONENT: u32 = 65_537;

/// The number of Miller-Rabin tests. A number that passes is not prime with a probability of less than 2^-100.
const TESTS: usize = 50;

/// A candidate is divided by the primes below this limit first, because this is faster than a test.
const SMALL: u32 = 2_000;

/// A key pair.
pub(super) struct SigningKey {
    /// The id of the key: the beginning of a digest of the modulus.
    pub(super) kid: String,
    /// The modulus, big-endian.
    pub(super) modulus: Vec<u8>,
    /// The key pair as `RSAPrivateKey` in DER.
    pub(super) private: Vec<u8>,
}

/// Returns the public exponent, big-endian.
pub(super) fn exponent() -> Vec<u8> {
    BigUint::from(EXPONENT).to_bytes_be()
}

impl SigningKey {
    /// Makes a key, which takes a fraction of a second. Returns `None` if the system has no random numbers.
    pub(super) fn generate() -> Option<Self> {
        let random = rustls::crypto::ring::default_provider().secure_random;
        let small = small_primes();
        loop {
            let (first, second) = (prime(random, &small)?, prime(random, &small)?);
            // The coefficient is that of the larger prime.
            let (p, q) = if first > second { (first, second) } else { (second, first) };
            if let Some(key) = Self::of_primes(&p, &q) {
                return Some(key);
            }
        }
    }

    /// Returns the key of two primes; `None` if they are equal, or do not fit the exponent.
    fn of_primes(p: &BigUint, q: &BigUint) -> Option<Self> {
        let (n, e) = (p * q, BigUint::from(EXPONENT));
        let (p1, q1) = (p - 1_u32, q - 1_u32);
        let d = e.modinv(&(&p1 * &q1))?;
        let coefficient = q.modinv(p)?;
        let (dp, dq) = (&d % &p1, &d % &q1);
        let modulus = n.to_bytes_be();
        let kid = Sha256::digest(&modulus).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let private = der(&[&BigUint::ZERO, &n, &e, &d, p, q, &dp, &dq, &coefficient]);
        Some(Self { kid, modulus, private })
    }
}

/// Returns a random prime with its two highest bits set, so that a product of two has the full length.
fn prime(random: &dyn SecureRandom, small: &[u32]) -> Option<BigUint> {
    loop {
        let mut bytes = [0; PRIME];
        random.fill(&mut bytes).ok()?;
        bytes[0] |= 0b1100_0000;
        bytes[PRIME - 1] |= 1;
        let candidate = BigUint::from_bytes_be(&bytes);
        let has_factor = small.iter().any(|factor| &candidate % *factor == BigUint::ZERO);
        if !has_factor && is_prime(&candidate, random)? {
            return Some(candidate);
        }
    }
}

/// Returns the odd primes below the limit.
fn small_primes() -> Vec<u32> {
    let mut primes: Vec<u32> = Vec::new();
    for number in (3..SMALL).step_by(2) {
        if primes.iter().all(|prime| number % prime != 0) {
            primes.push(number);
        }
    }
    primes
}

/// Tests an odd number by Miller-Rabin with random bases.
fn is_prime(n: &BigUint, random: &dyn SecureRandom) -> Option<bool> {
    let (one, two) = (BigUint::from(1_u32), BigUint::from(2_u32));
    let last = n - 1_u32;
    let twos = last.trailing_zeros()?;
    let odd = &last >> twos;
    for _ in 0..TESTS {
        let mut bytes = [0; PRIME];
        random.fill(&mut bytes).ok()?;
        let base = BigUint::from_bytes_be(&bytes) % (n - 3_u32) + 2_u32;
        let mut power = base.modpow(&odd, n);
        if power == one || power == last {
            continue;
        }
        let mut is_witness = true;
        for _ in 1..twos {
            power = power.modpow(&two, n);
            if power == last {
                is_witness = false;
                break;
            }
        }
        if is_witness {
            return Some(false);
        }
    }
    Some(true)
}

/// Returns a SEQUENCE of INTEGERs. Source: ITU-T X.690, sections 8.1.3, 8.3 and 8.9.
fn der(integers: &[&BigUint]) -> Vec<u8> {
    let mut contents = Vec::new();
    for integer in integers {
        let mut bytes = integer.to_bytes_be();
        if bytes[0] & 0x80 != 0 {
            // The highest bit is the sign.
            bytes.insert(0, 0);
        }
        contents.extend(element(0x02, &bytes));
    }
    element(0x30, &contents)
}

/// Returns an element with this tag.
fn element(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length: Vec<u8> = contents.len().to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    let mut element = vec![tag];
    match length[..] {
        [] => element.push(0),
        [short] if short < 0x80 => element.push(short),
        _ => {
            element.push(0x80 | length.len() as u8);
            element.extend(&length);
        }
    }
    element.extend(contents);
    element
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
    use serde_json::{Value, json};

    #[test]
    fn a_key_signs_what_its_public_half_verifies() {
        let [key, other] = [(); 2].map(|()| SigningKey::generate().unwrap());
        assert_eq!((key.modulus.len(), key.kid.len()), (2 * PRIME, 32));
        let claims = json!({ "sub": "s", "exp": 4_000_000_000_u64 });
        let header = Header::new(Algorithm::RS256);
        let token = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_rsa_der(&key.private)).unwrap();
        let verified = |key: &SigningKey| {
            let public = DecodingKey::from_rsa_raw_components(&key.modulus, &exponent());
            jsonwebtoken::decode::<Value>(&token, &public, &Validation::new(Algorithm::RS256)).is_ok()
        };
        assert!(verified(&key) && !verified(&other));
    }

    #[test]
    fn primes_are_told_from_other_numbers() {
        let random = rustls::crypto::ring::default_provider().secure_random;
        let is = |n: u64| is_prime(&BigUint::from(n), random).unwrap();
        for prime in [5_u64, 7, 65_537, 2_147_483_647, 18_446_744_073_709_551_557] {
            assert!(is(prime), "{prime}");
        }
        // The second is a Carmichael number, the third the product of two large primes.
        for other in [9_u64, 561, 4_295_098_369, 18_446_744_073_709_551_555] {
            assert!(!is(other), "{other}");
        }
        assert_eq!(small_primes()[..5], [3, 5, 7, 11, 13]);
    }

    #[test]
    fn a_length_has_its_short_and_its_long_form() {
        assert_eq!(element(2, &[0]), [2, 1, 0]);
        assert_eq!(element(2, &[7; 127])[..2], [2, 127]);
        assert_eq!(element(2, &[7; 128])[..3], [2, 0x81, 128]);
        assert_eq!(element(2, &[7; 256])[..4], [2, 0x82, 1, 0]);
        assert_eq!(der(&[&BigUint::ZERO, &BigUint::from(128_u32)]), [0x30, 7, 2, 1, 0, 2, 2, 0, 128]);
    }
}
