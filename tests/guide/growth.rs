//! Shows that work grows with a text and not with its square, on any computer.

use std::time::{Duration, Instant};

/// Four times the text costs at most so many times the time. A reader that is
/// linear needs four times, a quadratic one sixteen.
const AT_MOST: u32 = 8;

/// Work that grows with the text and not with its square: the same thing is
/// done for a small text and for one four times as long, and the shortest
/// times are compared. A busy computer makes some runs slow, seldom all.
pub fn grows_with_the_text(name: &str, mut work: impl FnMut(usize), long: usize) {
    let (mut short_time, mut long_time) = (Duration::MAX, Duration::MAX);
    for _ in 0..20 {
        for (size, best) in [(long / 4, &mut short_time), (long, &mut long_time)] {
            let start = Instant::now();
            work(size);
            *best = start.elapsed().min(*best);
        }
        if long_time <= short_time * AT_MOST {
            return;
        }
    }
    panic!("{name}: {short_time:?}, and {long_time:?} for four times as much");
}
