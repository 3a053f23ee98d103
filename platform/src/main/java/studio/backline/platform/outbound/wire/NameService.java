package studio.backline.platform.outbound.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a name. */
@FunctionalInterface
public interface NameService {

    /** All of them, at least one. */
    InetAddress[] lookUp(String name) throws UnknownHostException;
}
