/** Figures for whoever runs the house, at /actuator/prometheus of the management port. */
@NullMarked
package studio.backline.server.metrics;

import org.jspecify.annotations.NullMarked;
