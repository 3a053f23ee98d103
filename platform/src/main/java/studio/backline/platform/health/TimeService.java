package studio.backline.platform.health;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the kernel whether a time service keeps its clock right (adjtimex(2)). Server, database and
 * proxy on one machine have one clock, and agree whatever it says.
 */
final class TimeService {

    private static final Logger LOG = LoggerFactory.getLogger(TimeService.class);

    /** More than any system's {@code struct timex}; all zero it changes nothing. */
    private static final int TIMEX = 512;

    private static final int ALIGNED = 8;

    /** What it answers where nobody has set the clock for a long while. */
    private static final int TIME_ERROR = 5;

    private TimeService() {}

    /** Whether it does; empty where the system does not say. */
    static Optional<Boolean> keepsTime() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("adjtimex");
        if (function.isEmpty()) {
            return Optional.empty();
        }
        FunctionDescriptor shape = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        try (Arena arena = Arena.ofConfined()) {
            int state =
                    (int)
                            linker.downcallHandle(function.get(), shape)
                                    .invokeExact(arena.allocate(TIMEX, ALIGNED));
            return state < 0 ? Optional.empty() : Optional.of(state != TIME_ERROR);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            LOG.debug("The kernel was not asked about its clock", e);
            return Optional.empty();
        }
    }
}
