package studio.backline.testkit.fault;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Location;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StringReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.backline.testkit.PackagedServer;

/** Brings a server to a standstill at an exact place, so that it can be killed right there. */
public final class Debugger {

    private static final Pattern PORT =
            Pattern.compile("Listening for transport dt_socket at address: (?:\\S+:)?(\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration GLANCE = Duration.ofMillis(200);

    private final VirtualMachine machine;

    private Debugger(VirtualMachine machine) {
        this.machine = machine;
    }

    /** A server that listens for a debugger, on loopback, from its next start on. */
    public static PackagedServer prepared(PackagedServer server) {
        return server.with(
                "JAVA_TOOL_OPTIONS",
                "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0");
    }

    /** A debugger of a server that was {@link #prepared} and runs. */
    public static Debugger of(PackagedServer server) {
        AttachingConnector socket =
                Bootstrap.virtualMachineManager().attachingConnectors().stream()
                        .filter(each -> each.name().equals("com.sun.jdi.SocketAttach"))
                        .findFirst()
                        .orElseThrow();
        Map<String, Connector.Argument> arguments = socket.defaultArguments();
        Objects.requireNonNull(arguments.get("hostname")).setValue("127.0.0.1");
        Objects.requireNonNull(arguments.get("port")).setValue(port(server.console()));
        try {
            return new Debugger(socket.attach(arguments));
        } catch (IOException e) {
            throw new UncheckedIOException("No debugging of the server", e);
        } catch (IllegalConnectorArgumentsException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String port(String console) {
        Matcher line = PORT.matcher(console);
        String last = "";
        while (line.find()) {
            last = line.group(1);
        }
        return last;
    }

    /** Does something on a thread of its own and returns when the server stands at the place. */
    public Thread runUntil(Place place, Runnable work) {
        BreakpointRequest stop =
                machine.eventRequestManager().createBreakpointRequest(location(place));
        stop.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        stop.enable();
        Thread working = Thread.ofPlatform().start(work);
        try {
            for (EventSet events = next(place); ; events = next(place)) {
                for (Event event : events) {
                    if (event instanceof BreakpointEvent at && place.isReached(at)) {
                        return working;
                    }
                }
                events.resume();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before " + place, e);
        }
    }

    /**
     * Starts a thread and returns when the server stands at the place for the so-manieth time; or,
     * where the thread ends before, false, and the server runs on.
     */
    boolean stopsAt(Place place, int times, Thread working) {
        BreakpointRequest stop =
                machine.eventRequestManager().createBreakpointRequest(location(place));
        stop.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        stop.enable();
        working.start();
        int left = times;
        try {
            while (left > 0 && working.isAlive()) {
                EventSet events = machine.eventQueue().remove(GLANCE.toMillis());
                if (events == null) {
                    continue;
                }
                for (Event event : events) {
                    if (event instanceof BreakpointEvent at && place.isReached(at)) {
                        left--;
                    }
                }
                if (left > 0) {
                    events.resume();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before " + place, e);
        }
        if (left > 0) {
            machine.dispose();
        }
        return left == 0;
    }

    /** Waits for what went on while the server was killed. */
    public static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private EventSet next(Place place) throws InterruptedException {
        EventSet events = machine.eventQueue().remove(PATIENCE.toMillis());
        if (events == null) {
            throw new AssertionError("The server does not come to " + place);
        }
        return events;
    }

    private Location location(Place place) {
        ReferenceType type = machine.classesByName(place.type()).getFirst();
        return type.methodsByName(place.method()).getFirst().location();
    }

    /**
     * Where a method begins.
     *
     * @param step value of the method's first argument; empty where any will do
     */
    public record Place(String type, String method, String step) {

        boolean isReached(BreakpointEvent event) {
            try {
                return step.isEmpty()
                        || event.thread().frame(0).getArgumentValues().getFirst()
                                        instanceof StringReference name
                                && name.value().equals(step);
            } catch (IncompatibleThreadStateException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
