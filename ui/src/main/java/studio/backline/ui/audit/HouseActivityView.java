package studio.backline.ui.audit;

import studio.backline.platform.audit.AuditChain;
import studio.backline.ui.text.HostTexts;

/** What was done to the house itself, for whoever runs it. */
final class HouseActivityView extends ActivityView {

    private static final long serialVersionUID = 1L;

    HouseActivityView(HostTexts texts, ActivityRoom room) {
        super(
                texts,
                room,
                AuditChain.INSTANCE,
                texts.get("house-activity.title"),
                texts.get("house-activity.line"));
    }
}
