package studio.backline.ui.screen;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import studio.backline.contract.permission.Permissions;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.jobs.JobRuntime;
import studio.backline.platform.pluginhost.ReaderLocale;
import studio.backline.platform.tenancy.CallerSource;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.platform.work.NodeCaches;
import studio.backline.screens.Screen;
import studio.backline.ui.caller.EndedAccess;
import studio.backline.ui.caller.EndedSessions;
import studio.backline.ui.caller.HousePermissions;
import studio.backline.ui.shell.MainLayout;
import studio.backline.ui.text.HostTexts;
import studio.backline.ui.voice.PluginVoices;
import studio.backline.ui.voice.ReaderElsewhere;

/** Wires the mounting of screens. */
@Configuration(proxyBeanMethods = false)
class ScreenConfiguration {

    /** A start page waits so long for all plugins together. */
    private static final Duration DAY = Duration.ofSeconds(5);

    /** A window waits so long for the name of a job, and holds its session meanwhile. */
    private static final Duration NAME = Duration.ofSeconds(2);

    @Bean
    MountedScreens mountedScreens() {
        return new MountedScreens();
    }

    @Bean
    OpenWindows openWindows(EndedSessions ended) {
        return new OpenWindows(ended::sift);
    }

    @Bean
    ScreenMount screenMount(
            ServletContext servletContext,
            MountedScreens screens,
            OpenWindows windows,
            HostTexts texts) {
        Routes routes = new Routes(servletContext, MainLayout.class);
        return new ScreenMount(routes, screens, windows, texts);
    }

    @Bean
    ScreenAccess screenAccess(Permissions permissions, HousePermissions house) {
        return new ScreenAccess(permissions, house);
    }

    @Bean
    ReaderElsewhere readerElsewhere(CurrentCaller callers, WorkspaceScope scope) {
        return new ReaderElsewhere(callers, scope);
    }

    @Bean
    DayLines dayLines(
            ScreenMount mount,
            MountedScreens screens,
            ScreenAccess access,
            ReaderElsewhere reader,
            HostTexts texts) {
        PluginVoices voices = new PluginVoices(DAY, reader::on);
        return new DayLines(mount::plugins, voices, screens, access::mayOpen, texts);
    }

    @Bean
    JobNames jobNames(ScreenMount mount, ReaderElsewhere reader) {
        return new JobNames(mount::plugins, new PluginVoices(NAME, reader::on));
    }

    @Bean
    RunningJobs runningJobs(
            JobNames names,
            MountedScreens screens,
            ScreenAccess access,
            JobRuntime jobs,
            CallerSource callers) {
        return new RunningJobs(
                names,
                () ->
                        callers.find()
                                .map(caller -> jobs.running(caller.workspace()))
                                .orElse(List.of()),
                screens,
                access::mayOpen);
    }

    @Bean
    NewsTeller jobTeller(JobRuntime jobs, OpenWindows windows) {
        return new NewsTeller(jobs::watch, () -> windows.tellEach(Windows::refreshJob));
    }

    @Bean
    NewsTeller sessionTeller(Sessions sessions, OpenWindows windows) {
        return new NewsTeller(sessions::watch, windows::leadEnded);
    }

    /** Whoever does not belong to the workspace of a window any more is led away from it. */
    @Bean
    NewsTeller membershipTeller(NodeCaches caches, OpenWindows windows, EndedAccess ended) {
        return new NewsTeller(caches::onMemberships, () -> windows.tellEach(ended::lead));
    }

    @Bean
    InstantiatorFactory pluginInstantiators(ApplicationContext context, ScreenMount mount) {
        return new PluginInstantiatorFactory(context, mount);
    }

    @Bean
    ReaderLocale readerLocale() {
        return () ->
                ReaderElsewhere.language()
                        .or(() -> Optional.ofNullable(UI.getCurrent()).map(UI::getLocale));
    }

    @Bean
    HostScreens hostScreens(
            ScreenMount mount,
            OpenWindows windows,
            ScreenGuard guard,
            ObjectProvider<Screen> screens) {
        return new HostScreens(mount, windows, guard, screens);
    }

    @Bean
    ScreenGuard screenGuard(MountedScreens screens, ScreenAccess access, EndedAccess ended) {
        return new ScreenGuard(screens, access, ended);
    }

    /** Told when Vaadin has started: mounts the host's screens, watches windows come and go. */
    static final class HostScreens implements VaadinServiceInitListener {

        private static final long serialVersionUID = 1L;

        private final transient ScreenMount mount;
        private final transient OpenWindows windows;
        private final ScreenGuard guard;
        private final transient ObjectProvider<Screen> screens;

        HostScreens(
                ScreenMount mount,
                OpenWindows windows,
                ScreenGuard guard,
                ObjectProvider<Screen> screens) {
            this.mount = mount;
            this.windows = windows;
            this.guard = guard;
            this.screens = screens;
        }

        @Override
        public void serviceInit(ServiceInitEvent event) {
            VaadinService service = event.getSource();
            List<Screen> own = screens.orderedStream().toList();
            mount.mountHost(service, own);
            service.addSessionInitListener(session -> windows.opened(session.getSession()));
            service.addSessionDestroyListener(session -> windows.closed(session.getSession()));
            service.addUIInitListener(window -> window.getUI().addBeforeEnterListener(guard));
        }
    }

    private record PluginInstantiatorFactory(ApplicationContext context, ScreenMount mount)
            implements InstantiatorFactory {

        @Override
        public PluginInstantiator createInstantitor(VaadinService service) {
            return new PluginInstantiator(service, context, mount);
        }
    }
}
