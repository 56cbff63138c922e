package org.tavan.conic;

final class ActiveSetMethod {
    ActiveSetMethod(InteriorPointMethod method) { }
    boolean solve(SolverSettings s) { return false; }
    int iterations() { return 0; }
}
