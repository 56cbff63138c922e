package org.tavan.solver.api;

/// A request that cannot be answered, told to the client as `application/problem+json` (RFC 9457).
final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    /// @param status HTTP status, 4xx or 5xx
    /// @param title the same for every problem of this kind
    /// @param detail what, where, and the expected value
    HttpProblem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    static HttpProblem badRequest(String detail) {
        return new HttpProblem(400, "Bad request", detail);
    }

    static HttpProblem notFound(String detail) {
        return new HttpProblem(404, "Not found", detail);
    }

    int status() {
        return status;
    }

    /// Body of the answer.
    Body body() {
        return new Body(title, status, detail());
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    /// @param title kind of problem
    /// @param status HTTP status
    /// @param detail what, where, and the expected value
    record Body(String title, int status, String detail) {}
}
