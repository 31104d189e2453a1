//! The instruction sets that the same code is compiled for, and the choice among them.
//!
//! A [`Job`] is generic, inlined code. It is compiled once for each kernel, so that the compiler vectorises it with the
//! instructions of that kernel; only the two integer products ([`Tiles`]) are written by hand. Leaves the arithmetic to
//! the jobs: it is integer, or float in a fixed order, so that every kernel gives the same bits.

mod portable;
#[cfg(target_arch = "x86_64")]
mod x86;

/// Rows of a tile.
pub(crate) const ROWS: usize = 8;

/// Sixteen groups side by side, one a column. A group is what one lane multiplies at a time: four bytes or two shorts.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(crate) struct Line(pub [i32; 16]);

impl Line {
    /// All zero.
    pub const ZERO: Self = Self([0; 16]);
}

/// A row of groups for `N` × 16 columns.
pub(crate) type Step<const N: usize> = [Line; N];
/// Sums for [`ROWS`] rows × `N` × 16 columns.
pub(crate) type Tile<const N: usize> = [[Line; N]; ROWS];

/// Lines of a step of bytes: 48 columns; with eight rows they fill the registers of AVX-512.
pub(crate) const BYTE_LINES: usize = 3;
/// Lines of a step of shorts: 32 columns, the usual width of a head.
pub(crate) const SHORT_LINES: usize = 2;

/// The two integer products. `left` holds [`ROWS`] rows of as many groups as there are steps. To `sums` is added, for
/// each row and column, the sum over the steps of the products of their groups. Sums must not pass 31 bits.
pub(crate) trait Tiles: Copy {
    /// Groups of four: unsigned bytes on the left, signed ones in the steps.
    fn bytes(self, left: &[i32], steps: &[Step<BYTE_LINES>], sums: &mut Tile<BYTE_LINES>);
    /// Groups of two signed shorts.
    fn shorts(self, left: &[i32], steps: &[Step<SHORT_LINES>], sums: &mut Tile<SHORT_LINES>);
}

/// A pair of closures are tiles: defined in a function that is compiled for a kernel, they may use its instructions.
impl<B, S> Tiles for (B, S)
where
    B: Fn(&[i32], &[Step<BYTE_LINES>], &mut Tile<BYTE_LINES>) + Copy,
    S: Fn(&[i32], &[Step<SHORT_LINES>], &mut Tile<SHORT_LINES>) + Copy,
{
    #[inline(always)]
    fn bytes(self, left: &[i32], steps: &[Step<BYTE_LINES>], sums: &mut Tile<BYTE_LINES>) {
        (self.0)(left, steps, sums);
    }

    #[inline(always)]
    fn shorts(self, left: &[i32], steps: &[Step<SHORT_LINES>], sums: &mut Tile<SHORT_LINES>) {
        (self.1)(left, steps, sums);
    }
}

/// Work that is compiled for every kernel. `run` and all that it calls must be `#[inline(always)]`.
pub(crate) trait Job {
    /// What the work gives.
    type Output;
    /// Does the work with a kernel's products.
    fn run(self, tiles: impl Tiles) -> Self::Output;
}

/// An instruction set. All give the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kernel {
    /// What every CPU of the target has.
    Portable,
    /// AVX2 (x86-64, since 2013).
    Avx2,
    /// AVX-512 with VNNI (x86-64 servers since 2019, Zen 4).
    Avx512,
}

impl Kernel {
    /// All of them, from the slowest to the fastest.
    pub const ALL: [Self; 3] = [Self::Portable, Self::Avx2, Self::Avx512];

    /// The fastest one that this CPU can run.
    pub fn best() -> Self {
        Self::ALL.into_iter().rev().find(|kernel| kernel.is_available()).unwrap_or(Self::Portable)
    }

    /// Whether this CPU can run it.
    pub fn is_available(self) -> bool {
        match self {
            Self::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => is_x86_feature_detected!("avx2"),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => {
                is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512vnni")
            }
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 | Self::Avx512 => false,
        }
    }

    /// Does a job with this kernel, or portably where this CPU cannot run it.
    #[allow(unsafe_code)]
    pub(crate) fn run<J: Job>(self, job: J) -> J::Output {
        match self {
            // SAFETY: the CPU has the features that the functions are compiled for, as was asked just before.
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 if self.is_available() => unsafe { x86::run_avx2(job) },
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 if self.is_available() => unsafe { x86::run_avx512(job) },
            _ => job.run((portable::bytes, portable::shorts)),
        }
    }
}
