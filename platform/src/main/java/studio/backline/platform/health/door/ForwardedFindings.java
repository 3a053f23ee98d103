package studio.backline.platform.health.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import studio.backline.platform.health.Finding;

/** What is to be said of how a proxy speaks for visitors, by what arrived of a visit. */
final class ForwardedFindings {

    private ForwardedFindings() {}

    /**
     * @param tellable proxies that are believed, and that cannot be visitors of this visit: one who
     *     comes from one of them was not spoken for
     */
    static List<Finding> of(VisitReport report, Set<String> tellable) {
        List<Finding> findings = new ArrayList<>();
        findings.add(ofWord(report, tellable));
        if (report.host().equals(VisitReport.LIED_HOST)) {
            findings.add(Finding.hint("proxy.host"));
        }
        return findings;
    }

    private static Finding ofWord(VisitReport report, Set<String> tellable) {
        if (report.visitor().equals(VisitReport.LIE)) {
            return Finding.bad("proxy.lied-to", VisitReport.LIE);
        }
        if (!report.believed()) {
            return ofNobodyBelieved(report);
        }
        if (tellable.contains(report.visitor())) {
            return Finding.bad("proxy.no-visitor");
        }
        return report.secure()
                ? Finding.good("proxy.believed", report.visitor())
                : Finding.bad("proxy.no-tls");
    }

    private static Finding ofNobodyBelieved(VisitReport report) {
        if (report.secure()) {
            return Finding.good("proxy.none");
        }
        boolean says =
                !report.forwardedFor().isEmpty() && !report.forwardedFor().equals(VisitReport.LIE);
        return says
                ? Finding.bad("proxy.not-believed", report.visitor())
                : Finding.bad("proxy.silent", report.visitor());
    }
}
