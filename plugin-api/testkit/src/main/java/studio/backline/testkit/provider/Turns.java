package studio.backline.testkit.provider;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What happens at an endpoint, and how often it was asked. */
final class Turns {

    private final Deque<Fault> next = new ArrayDeque<>();
    private List<Fault> always = List.of();
    private int requests;

    synchronized void add(List<Fault> faults) {
        next.addAll(faults);
    }

    synchronized void always(Fault fault) {
        always = List.of(fault);
    }

    synchronized void recover() {
        next.clear();
        always = List.of();
    }

    synchronized int requests() {
        return requests;
    }

    /** Counts a request; what goes wrong with it. */
    synchronized List<Fault> take() {
        requests++;
        return next.isEmpty() ? always : List.of(next.removeFirst());
    }
}
