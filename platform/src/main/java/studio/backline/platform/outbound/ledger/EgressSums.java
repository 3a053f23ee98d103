package studio.backline.platform.outbound.ledger;

/** So much, of one kind of attempt. */
record EgressSums(long calls, long refusals, long failures, long bytesOut, long bytesIn) {

    EgressSums plus(EgressSums more) {
        return new EgressSums(
                calls + more.calls,
                refusals + more.refusals,
                failures + more.failures,
                bytesOut + more.bytesOut,
                bytesIn + more.bytesIn);
    }
}
