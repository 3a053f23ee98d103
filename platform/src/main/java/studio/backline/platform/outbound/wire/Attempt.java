package studio.backline.platform.outbound.wire;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;
import studio.backline.contract.outbound.OutboundFailedException;

/** One try that is under way: its request, the alarm that ends it, and what it counts. */
final class Attempt {

    private final HttpUriRequestBase request;
    private final Deadline deadline;
    private final long largest;
    private final Traffic traffic;
    private final Alarms.Alarm alarm;
    private final AtomicReference<@Nullable Closeable> answer = new AtomicReference<>();

    Attempt(
            HttpUriRequestBase request,
            Deadline deadline,
            long largest,
            Traffic traffic,
            Alarms.Alarm alarm) {
        this.request = request;
        this.deadline = deadline;
        this.largest = largest;
        this.traffic = traffic;
        this.alarm = alarm;
    }

    void answered(Closeable response) {
        answer.set(response);
    }

    void received(long bytes) {
        traffic.received(bytes);
    }

    long largest() {
        return largest;
    }

    OutboundFailedException failure(IOException cause) {
        return Failures.of(host(), cause, deadline);
    }

    OutboundFailedException tooLarge() {
        return Failures.tooLarge(host(), largest);
    }

    /** Whatever has not been read is not waited for. */
    void end() {
        alarm.callOff();
        Closeable open = answer.getAndSet(null);
        if (open == null) {
            return;
        }
        // What has been read to its end is a no-op here; all else is cut on the wire.
        request.cancel();
        try {
            open.close();
        } catch (IOException e) {
            // It was cut off on purpose.
            return;
        }
    }

    private String host() {
        return request.getAuthority().getHostName();
    }
}
