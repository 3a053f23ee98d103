package studio.backline.ui.files;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import studio.backline.contract.files.FileAddress;
import studio.backline.contract.tenancy.Caller;
import studio.backline.platform.files.FileDownloads;
import studio.backline.platform.files.FileDownloads.Download;
import studio.backline.platform.tenancy.WorkspaceScope;
import studio.backline.ui.caller.Memberships;
import studio.backline.ui.caller.SignedIn;

/**
 * Hands out files to whoever may open them. To anybody else none is there: an address tells nothing
 * of whether something lies behind it.
 */
@Controller
class FilePages {

    private static final Logger LOG = LoggerFactory.getLogger(FilePages.class);

    private final SignedIn signedIn;
    private final Memberships memberships;
    private final WorkspaceScope scope;
    private final FileDownloads downloads;

    FilePages(
            SignedIn signedIn,
            Memberships memberships,
            WorkspaceScope scope,
            FileDownloads downloads) {
        this.signedIn = signedIn;
        this.memberships = memberships;
        this.scope = scope;
        this.downloads = downloads;
    }

    @GetMapping("/files/**")
    void file(HttpServletRequest request, HttpServletResponse response) throws Exception {
        Optional<FileAddress> address = FileAddress.parse(path(request));
        Optional<Caller> caller = address.flatMap(this::caller);
        if (caller.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        scope.call(
                caller.get(),
                () -> {
                    Optional<Download> found =
                            downloads.find(address.get().file(), address.get().size());
                    if (found.isEmpty()) {
                        response.sendError(HttpServletResponse.SC_NOT_FOUND);
                    } else {
                        answer(request, response, found.get());
                    }
                    return found;
                });
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length() + 1);
    }

    /** As a member of the file's workspace, whichever the browser's windows are in. */
    private Optional<Caller> caller(FileAddress address) {
        return signedIn.find()
                .flatMap(
                        who ->
                                memberships.of(who.accountId()).stream()
                                        .filter(
                                                one ->
                                                        one.workspace()
                                                                .id()
                                                                .equals(address.workspace()))
                                        .map(
                                                one ->
                                                        new Caller(
                                                                address.workspace(),
                                                                Optional.of(who.accountId()),
                                                                one.role()))
                                        .findFirst());
    }

    private static void answer(
            HttpServletRequest request, HttpServletResponse response, Download download)
            throws IOException {
        FileHeaders.put(response, download);
        String tag = FileHeaders.tag(download);
        if (EntityTags.match(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        long size = download.file().size();
        WantedRange wanted =
                WantedRange.of(
                        request.getHeader("Range"), request.getHeader("If-Range"), tag, size);
        if (!wanted.isThere()) {
            response.setHeader("Content-Range", "bytes */" + size);
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        if (wanted.isPart()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", wanted.contentRange());
        }
        response.setContentType(download.file().type());
        response.setContentLengthLong(wanted.length());
        if (request.getMethod().equals("GET")) {
            send(response, download, wanted);
        }
    }

    private static void send(HttpServletResponse response, Download download, WantedRange wanted)
            throws IOException {
        try (InputStream in = download.open(wanted.from(), wanted.length())) {
            // Opened by now: what cannot be opened at all is still answered as a failure.
            in.transferTo(response.getOutputStream());
        } catch (IOException e) {
            LOG.debug("The file {} did not go out whole.", download.file().id(), e);
            throw e;
        }
    }
}
