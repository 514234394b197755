package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.file.ExportFile;
import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exports workloads as a file, as a stream: its size is nobody's limit. */
final class ExportRoute {
  private static final Logger LOG = LoggerFactory.getLogger(ExportRoute.class);

  private final TransferWorkloads transfer;
  private final WorkloadList list;

  ExportRoute(TransferWorkloads transfer, WorkloadList list) {
    this.transfer = transfer;
    this.list = list;
  }

  Route route() {
    Set<String> parameters = new HashSet<>(WorkloadList.FILTERS);
    parameters.add("format");
    return Route.of(HandlerType.GET, "/api/workloads/export", parameters, this::export);
  }

  private void export(Exchange exchange) throws BusyException, StorageException {
    TransferFormat format = TransferFormat.stated(exchange).orElse(TransferFormat.CSV);
    WorkloadFilter filter = list.filter(exchange.query());
    exchange.query().throwIfAny();
    Context ctx = exchange.ctx();
    ctx.contentType(format.contentType())
        .header("Content-Disposition", "attachment; filename=\"workloads." + format.code() + "\"");
    try {
      if (ctx.method() == HandlerType.HEAD) {
        ctx.res().flushBuffer(); // Without a length: it is known only once all is written.
        return;
      }
      OutputStream body = Pace.of(ctx.res().getOutputStream());
      ExportFile file =
          format == TransferFormat.CSV ? ExportFile.csv(body) : ExportFile.ndjson(body);
      transfer.export(exchange.owner(), filter, file);
      file.end();
    } catch (IOException gone) {
      LOG.debug("an export was not fetched to its end", gone);
      breakOff(ctx);
    } catch (BusyException | StorageException | RuntimeException failure) {
      if (!ctx.res().isCommitted()) {
        // What is answered instead is no file. The other headers stay.
        ctx.res().resetBuffer();
        ctx.res().setHeader("Content-Disposition", null);
        throw failure;
      }
      LOG.warn("an export broke off", failure);
      breakOff(ctx);
    }
  }

  /** Half an export must not look like a whole one: the connection ends without the last chunk. */
  private static void breakOff(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
