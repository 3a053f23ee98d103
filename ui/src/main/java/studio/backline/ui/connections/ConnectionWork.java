package studio.backline.ui.connections;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.contract.connections.ConnectionId;
import studio.backline.contract.permission.PermissionDeniedException;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.connections.AuthorizationFlow;
import studio.backline.platform.connections.AuthorizationFlow.Departure;
import studio.backline.platform.connections.ConnectionDesk;
import studio.backline.platform.connections.ConnectionDesk.Ended;
import studio.backline.platform.connections.DeclaredProvider;
import studio.backline.platform.connections.WayBack;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.caller.SignedIn;

/** Sends people to providers, and ends what they have connected. */
final class ConnectionWork {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWork.class);

    private final AuthorizationFlow flow;
    private final ConnectionDesk desk;
    private final CallbackAddress callback;
    private final SignedIn signedIn;
    private final CallerSource callers;
    private final WorkspaceScope scope;

    ConnectionWork(
            AuthorizationFlow flow,
            ConnectionDesk desk,
            CallbackAddress callback,
            SignedIn signedIn,
            CallerSource callers,
            WorkspaceScope scope) {
        this.flow = flow;
        this.desk = desk;
        this.callback = callback;
        this.signedIn = signedIn;
        this.callers = callers;
        this.scope = scope;
    }

    /** Where to send the person at the window. */
    URI begin(DeclaredProvider provider, Optional<ConnectionId> again) {
        Departure departure =
                new Departure(
                        caller(),
                        signedIn.require().session(),
                        provider.plugin(),
                        provider.provider().id(),
                        again);
        return flow.begin(departure, back(provider), WayBack.USUAL);
    }

    /** Where the provider sends people back to. */
    URI back(DeclaredProvider provider) {
        HttpServletRequest request =
                ((VaadinServletRequest) VaadinRequest.getCurrent()).getHttpServletRequest();
        return callback.of(
                provider.plugin(),
                provider.provider().id(),
                request.getServerName(),
                request.getServerPort());
    }

    /** Whether the house has no address but this machine's own. */
    boolean onlyHere() {
        return callback.onlyHere();
    }

    /** Ends one away from the window, since a provider takes its time; then tells the window. */
    void disconnect(UI ui, ConnectionId id, Consumer<Optional<Ended>> done) {
        Caller by = caller();
        Thread.startVirtualThread(
                () -> {
                    Optional<Ended> ended = end(by, id);
                    ui.access(() -> done.accept(ended));
                });
    }

    private Optional<Ended> end(Caller by, ConnectionId id) {
        try {
            return Optional.of(scope.call(by, () -> desk.disconnect(id)));
        } catch (Exception e) {
            LOG.error("A connection could not be ended.", e);
            return Optional.empty();
        }
    }

    private Caller caller() {
        return callers.find()
                .orElseThrow(() -> new PermissionDeniedException(HousePermissions.CONNECTIONS));
    }
}
