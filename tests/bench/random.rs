//! Numbers that look random and are the same on every machine: SplitMix64.

/// A stream of numbers, decided by its seed.
pub struct Random(u64);

impl Random {
    /// The stream of a seed and whatever else tells it from other streams.
    pub fn new(seed: u64, of: &[u64]) -> Random {
        let mut random = Random(seed);
        for part in of {
            random.0 = random.next() ^ part;
        }
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0. That small ends are a little uneven does not matter here.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("below a usize")
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// True in `percent` of all cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of a list that is not empty.
    pub fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// `count` different ones of a list, in its order.
    pub fn some<'a>(&mut self, list: &[&'a str], count: usize) -> Vec<&'a str> {
        let mut left = count.min(list.len());
        let mut chosen = Vec::with_capacity(left);
        for (at, word) in list.iter().enumerate() {
            if self.below(list.len() - at) < left {
                chosen.push(*word);
                left -= 1;
            }
        }
        chosen
    }
}
