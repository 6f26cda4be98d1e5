#!/usr/bin/env bash
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${KAFKA_HEAP_OPTS:=-Xmx256M}" "${KAFKA_JVM_PERFORMANCE_OPTS:=-server -XX:+UseG1GC -XX:MaxGCPauseMillis=20 -XX:InitiatingHeapOccupancyPercent=35 -Djava.awt.headless=true}"
: "${KAFKA_LOG4J_OPTS:=-Dlog4j2.configurationFile=$home/config/tools-log4j2.yaml}"
jmx=${KAFKA_JMX_OPTS:-}; if [ -n "${JMX_PORT:-}" ] && [[ $jmx != *jmxremote.port* ]]; then jmx="$jmx -Dcom.sun.management.jmxremote.port=$JMX_PORT"; fi
[ "${1:-}" = -daemon ] && shift
exec java $KAFKA_HEAP_OPTS $KAFKA_JVM_PERFORMANCE_OPTS $jmx -Dkafka.logs.dir="${LOG_DIR:-$home/logs}" $KAFKA_LOG4J_OPTS -cp "$home/libs/*${CLASSPATH:+:$CLASSPATH}" ${KAFKA_OPTS:-} "$@"
