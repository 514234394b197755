/** What has to be on the disk before it counts: the one place that asks for it. */
package com.aluminatiai.app.disk;
