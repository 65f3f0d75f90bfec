/** In which way a request came to nothing, as far as the words of an error say so. */
export type ToldFault = 'dns' | 'tls' | 'tls-1.2' | 'timeout' | 'no-connection' | 'proxy-not-reached';

/**
 * What Windows PowerShell 5, PowerShell 7 and Windows say in English and in the languages of Windows, the more exact before the less. The
 * names of the exception are the same for all of them and for an answer with a number too, so nothing can be told by them:
 * https://learn.microsoft.com/dotnet/api/system.net.webexceptionstatus
 */
export const errorWordings: readonly (readonly [ToldFault, readonly string[]])[] = [
  ['proxy-not-reached', ['proxy name could not be resolved']],
  [
    'dns',
    [
      'remote name could not be resolved',
      'no such host is known',
      'name or service not known',
      'Remotename konnte nicht aufgelöst werden',
      'angegebene Host ist unbekannt',
      "nom distant n'a pas pu être résolu",
      'Hôte inconnu',
      'No se puede resolver el nombre remoto',
      'Host desconocido',
      'Impossibile risolvere il nome remoto',
      'Host sconosciuto',
      'nome remoto não pôde ser resolvido',
      'externe naam kan niet worden omgezet',
      'Невозможно разрешить удаленное имя',
      'リモート名を解決できませんでした',
      '未能解析此远程名称',
    ],
  ],
  [
    'tls',
    [
      'trust relationship for the ssl',
      'ssl connection could not be established',
      'could not create ssl',
      'remote certificate is invalid',
      'Es konnte kein geschützter SSL/TLS-Kanal erstellt werden',
      'SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden',
      'relation de confiance pour le canal sécurisé SSL/TLS',
      'relación de confianza para el canal seguro SSL/TLS',
      'relazione di trust per il canale sicuro SSL/TLS',
    ],
  ],
  // Without a common version of TLS, Windows PowerShell says no more than that; what breaks off later is somebody on the way.
  [
    'tls-1.2',
    [
      'underlying connection was closed: an unexpected error occurred on a send',
      'do not possess a common algorithm',
      'zugrunde liegende Verbindung wurde geschlossen: Unerwarteter Fehler beim Senden',
    ],
  ],
  [
    'timeout',
    [
      'underlying connection was closed',
      'response ended prematurely',
      'the operation has timed out',
      'request was canceled due to the configured httpclient.timeout',
      'zugrunde liegende Verbindung wurde geschlossen',
      'Timeout für Vorgang überschritten',
      'Timeout für den Vorgang wurde überschritten',
      "délai d'attente de l'opération a expiré",
      'Se excedió el tiempo de espera de la operación',
    ],
  ],
  [
    'no-connection',
    [
      'unable to connect to the remote server',
      'actively refused it',
      'connected host has failed to respond',
      'Zielcomputer die Verbindung verweigerte',
      'da der verbundene Host nicht reagiert hat',
      "l'ordinateur cible l'a expressément refusée",
      'el equipo de destino denegó expresamente dicha conexión',
      'Verbindung mit dem Remoteserver kann nicht hergestellt werden',
      'Impossible de se connecter au serveur distant',
      'No es posible conectar con el servidor remoto',
      'Impossibile effettuare la connessione al server remoto',
      'Impossível conectar-se ao servidor remoto',
      'Kan geen verbinding maken met de externe server',
      'Det går inte att ansluta till fjärrservern',
      'Nie można połączyć się z serwerem zdalnym',
      'Невозможно соединиться с удаленным сервером',
      'リモート サーバーに接続できません',
      '无法连接到远程服务器',
    ],
  ],
];
