/// Convex quadratic programs over cones, solved by an interior-point method in pure Java: `ConicProgram` states the
/// problem, `ConicSolver` solves it, `SolveOutcome` says how that ended, with a certificate where there is no optimum.
/// Numbers carry whatever units the caller gives them; nothing here reads a clock, a file or a random source.
/// Main source: Goulart and Chen, "Clarabel: An interior-point solver for conic programs with quadratic objectives",
/// 2024, arXiv 2405.12762.
@NullMarked
package org.tavan.conic;

import org.jspecify.annotations.NullMarked;
