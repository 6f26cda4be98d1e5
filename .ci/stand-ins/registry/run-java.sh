#!/bin/sh
exec java ${JAVA_OPTIONS:-} -Dquarkus.http.host=0.0.0.0 -Djava.util.logging.manager=org.jboss.logmanager.LogManager \
  ${JAVA_OPTS_APPEND:-} -jar /deployments/quarkus-run.jar "$@"
